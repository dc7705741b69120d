import jwt from "jsonwebtoken";
import { keyIdOf, identityOf, type Identity } from "./token.js";
import type { KeySet } from "./key-set.js";

export interface VerifierOptions {
  readonly keys: KeySet;
  readonly issuer: string;
  readonly audience: string;
  readonly now?: () => number;
}

/** The identity that a token proves, or `undefined`: whoever asks never learns why. */
export type VerifyToken = (token: string) => Promise<Identity | undefined>;

/** Clocks of issuers differ from ours by this much at most. */
const SKEW_SECONDS = 60;
const REMEMBERED = 10_000;

/**
 * Verifies ES256 tokens: signature by a key of the set, issuer, audience, expiry and not-before with 60 s of tolerance.
 * A token that held is remembered until it expires or the keys change.
 */
export function tokenVerifier(options: VerifierOptions): VerifyToken {
  const { keys, issuer, audience, now = Date.now } = options;
  const remembered = new Map<string, { readonly identity: Identity; readonly kid: string }>();
  let generation = keys.generation;
  return async (token) => {
    if (keys.generation !== generation) {
      generation = keys.generation;
      remembered.clear();
    }
    const before = remembered.get(token);
    if (before !== undefined && now() < before.identity.expiresAt) {
      // Asking keeps the key set fresh in the background without delaying anybody.
      void keys.key(before.kid);
      return before.identity;
    }
    remembered.delete(token);
    const identity = await verifyOnce(token, { keys, issuer, audience, now });
    if (identity !== undefined && now() < identity.expiresAt) {
      if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
      remembered.set(token, { identity, kid: keyIdOf(token) ?? "" });
    }
    return identity;
  };
}

async function verifyOnce(token: string, options: Required<VerifierOptions>): Promise<Identity | undefined> {
  const kid = keyIdOf(token);
  const key = kid === undefined ? undefined : await options.keys.key(kid);
  if (key === undefined) return undefined;
  try {
    const claims = jwt.verify(token, key, {
      algorithms: ["ES256"],
      audience: options.audience,
      issuer: options.issuer,
      clockTolerance: SKEW_SECONDS,
      clockTimestamp: Math.floor(options.now() / 1_000),
    });
    return identityOf(claims);
  } catch {
    return undefined;
  }
}
