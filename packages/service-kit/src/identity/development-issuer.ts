import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { z } from "zod";
import { readEnvironment } from "../environment.js";
import { keptFile } from "../kept-file.js";
import { DEVELOPMENT_ISSUER, whyNotDevelopment } from "./development-only.js";
import { publicKeys, signToken, type Signing } from "./signing.js";

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

export const AUDIENCE = "hearken";
const FILE = "development-key.pem";
const surrounding = z.object({ NODE_ENV: z.string().optional() });
const HALF_A_DAY = 12 * 3_600;

/**
 * Loads the key pair kept in `folder`, or makes it; several processes starting at once agree on one.
 * Throws in production, whoever asks.
 */
export async function openDevelopmentIssuer(
  folder: string,
  surroundings: { readonly NODE_ENV?: string | undefined } = readEnvironment(surrounding),
): Promise<DevelopmentIssuer> {
  const why = whyNotDevelopment({ NODE_ENV: surroundings.NODE_ENV });
  if (why !== undefined) throw new Error(why);
  return issueWith(createPrivateKey(await keptKey(folder)));
}

/** An issuer with a fresh key that is kept nowhere: for tests. */
export function temporaryIssuer(): DevelopmentIssuer {
  return issueWith(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
}

function issueWith(privateKey: KeyObject): DevelopmentIssuer {
  const signing: Signing = { issuer: DEVELOPMENT_ISSUER, audience: AUDIENCE, keys: [privateKey] };
  return {
    issuer: DEVELOPMENT_ISSUER,
    audience: AUDIENCE,
    jwks: publicKeys(signing.keys),
    sign: ({ lifetimeSeconds = HALF_A_DAY, ...claims }) => signToken(signing, { ...claims, lifetimeSeconds }),
  };
}

function keptKey(folder: string): Promise<string> {
  return keptFile(folder, FILE, () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    return privateKey.export({ format: "pem", type: "pkcs8" });
  });
}
