import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What is kept of a program's secret: nothing from which it could be found. Source: ADR 17. */
export interface KeptSecret {
  /** The beginning of the secret, by which people tell one from another. */
  readonly prefix: string;
  /** 16 random bytes, base64url: the key of the hash. */
  readonly salt: string;
  /** HMAC-SHA-256 of the secret under the salt, base64url. */
  readonly hash: string;
}

const MARK = "hks_";
const SECRET_BYTES = 32;
const SALT_BYTES = 16;
const SHOWN = MARK.length + 6;
const SHAPE = /^hks_[\w-]{43}$/;
/** Compared with when there is nothing to compare with, so that an unknown program takes as long as a known one. */
const NOBODY: KeptSecret = keepSecret(newSecret());

/** A secret of 256 random bits, told from everything else by how it begins: what scanners of leaked secrets look for. */
export function newSecret(): string {
  return `${MARK}${randomBytes(SECRET_BYTES).toString("base64url")}`;
}

export function keepSecret(secret: string): KeptSecret {
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  return { prefix: secret.slice(0, SHOWN), salt, hash: hashOf(secret, salt).toString("base64url") };
}

/** Whether `secret` is one of those kept. Compares with every one of them, each in the same time. */
export function isKeptSecret(secret: string, kept: readonly Pick<KeptSecret, "salt" | "hash">[]): boolean {
  const isShaped = SHAPE.test(secret);
  const given = isShaped ? secret : newSecret();
  let isKept = false;
  for (const one of kept.length === 0 ? [NOBODY] : kept) {
    const expected = Buffer.from(one.hash, "base64url");
    const found = hashOf(given, one.salt);
    if (found.length === expected.length && timingSafeEqual(found, expected)) isKept = true;
  }
  return isShaped && isKept && kept.length > 0;
}

function hashOf(secret: string, salt: string): Buffer {
  return createHmac("sha256", Buffer.from(salt, "base64url")).update(secret).digest();
}
