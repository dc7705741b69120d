import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { openKeySet } from "./key-set.js";
import { publicKeys, signToken, type SignedClaims, type Signing } from "./signing.js";
import type { Trusted } from "./verify.js";

/** The house as the issuer of its programs' tokens. */
export interface HouseIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The public keys as a JWKS document. */
  readonly jwks: string;
  /** Whose tokens hold: what a verifier is told. */
  readonly trusted: Trusted;
  /** Where other processes find the keys: the document itself, as a `data:` address. */
  readonly location: string;
  sign(claims: SignedClaims): string;
}

export interface HouseIssuerOptions {
  /** The name that its tokens bear, for example `https://hearken.example.com`. */
  readonly issuer: string;
  readonly audience: string;
  /** PEM files of private P-256 keys: the first signs, tokens of all of them hold. */
  readonly keyFiles: readonly string[];
}

/** Throws when a file is missing or holds no private P-256 key; says which file, never what it holds. */
export async function openHouseIssuer({ issuer, audience, keyFiles }: HouseIssuerOptions): Promise<HouseIssuer> {
  const [first, ...more] = await Promise.all(keyFiles.map(signingKey));
  if (first === undefined) throw new Error("no file of a signing key is named");
  return issueAs({ issuer, audience, keys: [first, ...more] });
}

/** An issuer whose key is kept nowhere: for tests. */
export function temporaryHouseIssuer(issuer = "https://hearken.localhost/house", audience = "hearken"): HouseIssuer {
  return issueAs({ issuer, audience, keys: [generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey] });
}

/** What a process that signs nothing believes of the house: nothing, unless it is told both where the keys are and the name. */
export function trustedHouse(told: {
  readonly jwks: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string;
}): readonly Trusted[] {
  const { jwks, issuer, audience } = told;
  if (jwks === undefined || issuer === undefined) return [];
  return [{ keys: openKeySet({ location: jwks }), issuer, audience, isHouse: true }];
}

function issueAs(signing: Signing): HouseIssuer {
  const { issuer, audience } = signing;
  const jwks = publicKeys(signing.keys);
  const location = `data:application/json;base64,${Buffer.from(jwks).toString("base64")}`;
  const keys = openKeySet({ location, load: () => Promise.resolve(jwks) });
  return {
    ...{ issuer, audience, jwks, location },
    trusted: { keys, issuer, audience, isHouse: true },
    sign: (claims) => signToken(signing, claims),
  };
}

async function signingKey(file: string): Promise<KeyObject> {
  const pem = await readFile(file, "utf8").catch(() => undefined);
  if (pem === undefined) throw new Error(`the signing key ${file} cannot be read`);
  const key = privateKeyOf(pem);
  if (key?.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    throw new Error(`${file} holds no private key of the curve P-256`);
  }
  return key;
}

function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
