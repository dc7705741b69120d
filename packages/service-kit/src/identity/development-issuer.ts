import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  type KeyObject,
} from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import jwt from "jsonwebtoken";

export interface TokenRequest {
  readonly tenantId: string;
  /** Subject of a member of staff or of a program, as the directory knows it. */
  readonly subject: string;
  readonly lifetimeSeconds?: number;
  /** Seconds since the epoch; now when absent. */
  readonly issuedAt?: number;
}

/** Stands in for the group's identity provider on a developer's machine. Never for production. */
export interface DevelopmentIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The public keys as a JWKS document. */
  readonly jwks: string;
  sign(request: TokenRequest): string;
}

export const DEVELOPMENT_ISSUER = "https://hearken.localhost/development";
export const AUDIENCE = "hearken";
const FILE = "development-key.pem";
const HALF_A_DAY = 12 * 3_600;

/** Loads the key pair kept in `folder`, or makes it; several processes starting at once agree on one. */
export async function openDevelopmentIssuer(folder: string): Promise<DevelopmentIssuer> {
  return issueWith(createPrivateKey(await keptKey(folder)));
}

/** An issuer with a fresh key that is kept nowhere: for tests. */
export function temporaryIssuer(): DevelopmentIssuer {
  return issueWith(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
}

function issueWith(privateKey: KeyObject): DevelopmentIssuer {
  const jwk = createPublicKey(privateKey).export({ format: "jwk" });
  const kid = createHash("sha256")
    .update(`${jwk.x ?? ""}.${jwk.y ?? ""}`)
    .digest("base64url")
    .slice(0, 22);
  return {
    issuer: DEVELOPMENT_ISSUER,
    audience: AUDIENCE,
    jwks: JSON.stringify({ keys: [{ ...jwk, kid, use: "sig", alg: "ES256" }] }),
    sign: ({ tenantId, subject, lifetimeSeconds = HALF_A_DAY, issuedAt = Math.floor(Date.now() / 1_000) }) =>
      jwt.sign({ tenant: tenantId, iat: issuedAt, exp: issuedAt + lifetimeSeconds }, privateKey, {
        algorithm: "ES256",
        keyid: kid,
        issuer: DEVELOPMENT_ISSUER,
        audience: AUDIENCE,
        subject,
      }),
  };
}

async function keptKey(folder: string): Promise<string> {
  const path = join(folder, FILE);
  const kept = await readIfThere(path);
  if (kept !== undefined) return kept;
  await mkdir(folder, { recursive: true });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const draft = join(folder, `.${FILE}.${randomUUID()}`);
  await writeFile(draft, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600, flag: "wx" });
  // A link appears whole or not at all, and never replaces another process's key.
  await link(draft, path).catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error;
  });
  await unlink(draft);
  return readFile(path, "utf8");
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
