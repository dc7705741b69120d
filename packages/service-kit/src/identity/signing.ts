import { createHash, createPublicKey, randomUUID, type KeyObject } from "node:crypto";
import jwt from "jsonwebtoken";

/** What one token says. */
export interface SignedClaims {
  readonly tenantId: string;
  /** Subject of a member of staff or of a program, as the directory knows it. */
  readonly subject: string;
  readonly lifetimeSeconds: number;
  /** Seconds since the epoch; now when absent. */
  readonly issuedAt?: number | undefined;
  /** What it may be used for; everything that its holder may do when absent. Source: RFC 9068 2.2.3. */
  readonly scope?: string | undefined;
}

export interface Signing {
  readonly issuer: string;
  readonly audience: string;
  /** The first signs; tokens of all of them hold. */
  readonly keys: readonly [KeyObject, ...KeyObject[]];
}

/** Signs ES256 tokens, each with an id of its own. */
export function signToken({ issuer, audience, keys: [key] }: Signing, claims: SignedClaims): string {
  const { tenantId, subject, lifetimeSeconds, scope, issuedAt = Math.floor(Date.now() / 1_000) } = claims;
  const said = { tenant: tenantId, iat: issuedAt, exp: issuedAt + lifetimeSeconds, jti: randomUUID() };
  return jwt.sign(scope === undefined ? said : { ...said, scope }, key, {
    algorithm: "ES256",
    keyid: keyIdFor(key),
    issuer,
    audience,
    subject,
  });
}

/** The public halves as a JWKS document. */
export function publicKeys(keys: readonly KeyObject[]): string {
  const published = keys.map((key) => {
    const { kty, crv, x, y } = createPublicKey(key).export({ format: "jwk" });
    return { kty, crv, x, y, kid: keyIdFor(key), use: "sig", alg: "ES256" };
  });
  return JSON.stringify({ keys: published });
}

function keyIdFor(key: KeyObject): string {
  const { x = "", y = "" } = createPublicKey(key).export({ format: "jwk" });
  return createHash("sha256").update(`${x}.${y}`).digest("base64url").slice(0, 22);
}
