import jwt from "jsonwebtoken";
import { identityOf, readToken, type Identity } from "./token.js";
import type { KeySet } from "./key-set.js";

/** An issuer whose tokens hold. */
export interface Trusted {
  readonly keys: KeySet;
  readonly issuer: string;
  readonly audience: string;
  /** The house itself: its tokens alone carry a scope. What an identity provider calls one means something else. */
  readonly isHouse?: true;
}

export interface VerifierOptions extends Trusted {
  /** Further issuers: a token of one is verified by its keys alone. */
  readonly also?: readonly Trusted[] | undefined;
  readonly now?: () => number;
}

/** The identity that a token proves, or `undefined`: whoever asks never learns why. */
export type VerifyToken = (token: string) => Promise<Identity | undefined>;

/** Clocks of issuers differ from ours by this much at most. */
const SKEW_SECONDS = 60;
const REMEMBERED = 10_000;

interface Remembered {
  readonly identity: Identity;
  readonly kid: string;
  readonly keys: KeySet;
}

/**
 * Verifies ES256 tokens: signature by a key of their issuer, audience, expiry and not-before with 60 s of tolerance.
 * A token that held is remembered until it expires or the keys change.
 */
export function tokenVerifier({ also = [], now = Date.now, ...first }: VerifierOptions): VerifyToken {
  const trusted: readonly Trusted[] = [...also, first];
  const generationNow = (): number => trusted.reduce((sum, { keys }) => sum + keys.generation, 0);
  const remembered = new Map<string, Remembered>();
  let generation = generationNow();
  return async (token) => {
    const present = generationNow();
    if (present !== generation) {
      generation = present;
      remembered.clear();
    }
    const before = remembered.get(token);
    if (before !== undefined && now() < before.identity.expiresAt) {
      // Asking keeps the key set fresh in the background without delaying anybody.
      void before.keys.key(before.kid);
      return before.identity;
    }
    remembered.delete(token);
    const found = await verifyOnce(token, trusted, now);
    if (found !== undefined && now() < found.identity.expiresAt) {
      if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
      remembered.set(token, found);
    }
    return found?.identity;
  };
}

async function verifyOnce(
  token: string,
  trusted: readonly Trusted[],
  now: () => number,
): Promise<Remembered | undefined> {
  const said = readToken(token);
  // Who is said to have issued it chooses whose keys count; that it is true, the signature says.
  const by = trusted.find(({ issuer }) => issuer === said?.issuer);
  const key = said === undefined ? undefined : await by?.keys.key(said.kid);
  if (said === undefined || by === undefined || key === undefined) return undefined;
  const at = Math.floor(now() / 1_000);
  try {
    const claims = jwt.verify(token, key, {
      algorithms: ["ES256"],
      audience: by.audience,
      issuer: by.issuer,
      clockTolerance: SKEW_SECONDS,
      clockTimestamp: at,
    });
    const identity = identityOf(claims, { latest: at + SKEW_SECONDS, isHouse: by.isHouse === true });
    return identity === undefined ? undefined : { identity, kid: said.kid, keys: by.keys };
  } catch {
    return undefined;
  }
}
