import { createHmac, generateKeyPairSync, sign as signRaw, type KeyObject } from "node:crypto";
import { beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { newId } from "@hearken/kernel";
import { temporaryHouseIssuer } from "./house-issuer.js";
import { openKeySet } from "./key-set.js";
import { LONGEST_TOKEN } from "./token.js";
import { tokenVerifier, type VerifyToken } from "./verify.js";

/**
 * Every way in which a token is known to have been forged, against the verifier of the house as it runs. Each differs from a token
 * that holds in the one thing that its row names, and wherever the issuer's signature can be under it, it is.
 */

const NOW = Date.parse("2026-01-01T00:00:00Z");
const at = NOW / 1_000;
const ISSUER = "https://identity.example";
const KID = "2026-a";
const tenantId = newId<"Tenant">();
const curve = (namedCurve: string): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync("ec", { namedCurve });
const own = curve("P-256");
const strange = curve("P-256");
const house = temporaryHouseIssuer("https://house.example");
const asJwk = (key: KeyObject): object => key.export({ format: "jwk" });
const jwks = JSON.stringify({ keys: [{ ...asJwk(own.publicKey), kid: KID }] });

const HEADER = { alg: "ES256", typ: "JWT", kid: KID };
const CLAIMS = { iss: ISSUER, aud: "hearken", sub: "anna", tenant: tenantId, iat: at, exp: at + 600 };
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");
const json = (value: unknown): string => JSON.stringify(value);

/** Signs texts as they are: whatever is wrong with them stands under a true signature. */
function signed(header: string | Uint8Array, claims: string | Uint8Array, key = own.privateKey): string {
  return sealed(`${base64(header)}.${base64(claims)}`, key);
}
function sealed(body: string, key = own.privateKey): string {
  return `${body}.${base64(signRaw("sha256", Buffer.from(body), { key, dsaEncoding: "ieee-p1363" }))}`;
}
const withHeader = (more: object): string => signed(json({ ...HEADER, ...more }), json(CLAIMS));
const withClaims = (more: object): string => signed(json(HEADER), json({ ...CLAIMS, ...more }));
const GOOD = withClaims({});
const [head = "", body = "", signature = ""] = GOOD.split(".");
const hmac = (secret: string | Buffer, header: object = { ...HEADER, alg: "HS256" }): string => {
  const start = `${base64(json(header))}.${body}`;
  return `${start}.${createHmac("sha256", secret).update(start).digest("base64url")}`;
};
/** The same bytes, written with bits that decoders overlook. */
const loose = (part: string): string => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = letters.indexOf(part.at(-1) ?? "A");
  return part.length % 4 === 0 ? `${part}A` : `${part.slice(0, -1)}${letters[last ^ 1] ?? "A"}`;
};
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ed = generateKeyPairSync("ed25519");
const rs256 = (): string => {
  const start = `${base64(json({ ...HEADER, alg: "RS256" }))}.${body}`;
  return `${start}.${base64(signRaw("sha256", Buffer.from(start), rsa.privateKey))}`;
};
const eddsa = (): string => {
  const start = `${base64(json({ ...HEADER, alg: "EdDSA" }))}.${body}`;
  return `${start}.${base64(signRaw(null, Buffer.from(start), ed.privateKey))}`;
};
const der = (): string =>
  `${head}.${body}.${base64(signRaw("sha256", Buffer.from(`${head}.${body}`), own.privateKey))}`;

const ALGORITHM: readonly (readonly [string, string])[] = [
  ...["none", "None", "NONE", "nOnE", ""].map(
    (alg) => [`alg «${alg}» and no signature`, `${base64(json({ ...HEADER, alg }))}.${body}.`] as const,
  ),
  ...["none", "ES384", "PS256", "es256", "ES256 ", "ES256K"].map(
    (alg) => [`alg «${alg}» over a true signature`, withHeader({ alg })] as const,
  ),
  ["no alg", withHeader({ alg: undefined })],
  ["a list of algs", withHeader({ alg: ["ES256"] })],
  ["HS256 by the key's PEM", hmac(own.publicKey.export({ format: "pem", type: "spki" }))],
  ["HS256 by the key's DER", hmac(own.publicKey.export({ format: "der", type: "spki" }))],
  ["HS256 by the key set", hmac(jwks)],
  ["HS256 by an empty secret", hmac("")],
  ["HS256 by the key, said to be ES256", hmac(jwks, HEADER)],
  ["RS256", rs256()],
  ["EdDSA", eddsa()],
  ["b64=false", withHeader({ b64: false })],
  ["b64=false and crit", withHeader({ b64: false, crit: ["b64"] })],
  ["b64=true", withHeader({ b64: true })],
  ["crit of what it has", withHeader({ crit: ["alg"] })],
  ["an empty crit", withHeader({ crit: [] })],
  ["crit null", withHeader({ crit: null })],
  ["zip", withHeader({ zip: "DEF" })],
  ["a token inside the token", withHeader({ cty: "JWT" })],
  ["enc", withHeader({ enc: "A256GCM" })],
];

const KEY: readonly (readonly [string, string])[] = [
  ["another's signature", signed(json(HEADER), json(CLAIMS), strange.privateKey)],
  ["a key of its own", signed(json({ ...HEADER, jwk: asJwk(strange.publicKey) }), json(CLAIMS), strange.privateKey)],
  ["our key brought along", withHeader({ jwk: asJwk(own.publicKey) })],
  ["jku", withHeader({ jku: "https://evil.example/jwks.json" })],
  ["x5u", withHeader({ x5u: "https://evil.example/cert" })],
  ["x5c", withHeader({ x5c: ["MIIB"] })],
  ["no kid", withHeader({ kid: undefined })],
  ["an empty kid", withHeader({ kid: "" })],
  ["kid null", withHeader({ kid: null })],
  ["a kid that is a number", withHeader({ kid: 1 })],
  ["two kids in a list", withHeader({ kid: [KID, KID] })],
  ["a kid of 201 letters", withHeader({ kid: "k".repeat(201) })],
  ...[
    "../../../dev/null",
    "/dev/null",
    "' or '1'='1",
    "x; cat /etc/passwd",
    "__proto__",
    "constructor",
    `${KID}\u0000`,
    "https://evil.example/key",
  ].map((kid) => [`kid «${kid}»`, withHeader({ kid })] as const),
  ["two kids, the true one last", signed(`{"alg":"ES256","kid":"x","kid":"${KID}"}`, json(CLAIMS))],
  ["two kids, one of them escaped", signed(`{"alg":"ES256","kid":"${KID}","k\\u0069d":"${KID}"}`, json(CLAIMS))],
  ["two algs", signed(`{"alg":"none","alg":"ES256","kid":"${KID}"}`, json(CLAIMS))],
  [
    "the issuer's name under the house's key",
    house
      .sign({ tenantId, subject: "anna", lifetimeSeconds: 60 })
      .split(".")
      .map((part, n) => (n === 1 ? body : part))
      .join("."),
  ],
  ["the house's name under the issuer's key", withClaims({ iss: "https://house.example" })],
];

const SIGNATURE: readonly (readonly [string, string])[] = [
  ["of zeros (psychic)", `${head}.${body}.${base64(Buffer.alloc(64))}`],
  ["empty", `${head}.${body}.`],
  ["one byte short", `${head}.${body}.${base64(Buffer.from(signature, "base64url").subarray(0, 63))}`],
  ["one byte long", `${head}.${body}.${base64(Buffer.concat([Buffer.from(signature, "base64url"), Buffer.alloc(1)]))}`],
  ["in DER", der()],
  [
    "with one bit changed",
    `${head}.${body}.${base64(Buffer.from(signature, "base64url").map((byte, n) => (n === 5 ? byte ^ 1 : byte)))}`,
  ],
  ["in base64url with bits left over", `${head}.${body}.${loose(signature)}`],
  ["with padding", `${GOOD}==`],
  ["in base64 of the other alphabet", `${head}.${body}.${Buffer.from(signature, "base64url").toString("base64")}`],
  ["with a blank", `${head}.${body}.${signature} `],
  ["with a line break inside", `${head}.${body}.${signature.slice(0, 9)}\n${signature.slice(9)}`],
  ["of the claims of another", `${head}.${base64(json({ ...CLAIMS, sub: "boss" }))}.${signature}`],
  ["and a fourth part", `${GOOD}.${signature}`],
  ["of a header with bits left over", sealed(`${loose(head)}.${body}`)],
  ["of claims with bits left over", sealed(`${head}.${loose(body)}`)],
  ["of a header with padding", sealed(`${head}=.${body}`)],
];

const SHAPE: readonly (readonly [string, string])[] = [
  ["a header that is a list", signed(json([HEADER]), json(CLAIMS))],
  ["a header that is no JSON", signed("ES256", json(CLAIMS))],
  ["claims that are a list", signed(json(HEADER), json([CLAIMS]))],
  ["claims that are a text", signed(json(HEADER), json("anna"))],
  ["claims that are no JSON", signed(json(HEADER), "sub=anna")],
  [
    "claims that are not UTF-8",
    signed(
      json(HEADER),
      Buffer.concat([Buffer.from(json(CLAIMS).slice(0, -1)), Buffer.from(',"x":"\xff"}', "latin1")]),
    ),
  ],
  ["two subs", signed(json(HEADER), `${json(CLAIMS).slice(0, -1)},"sub":"boss"}`)],
  ["two tenants", signed(json(HEADER), `${json(CLAIMS).slice(0, -1)},"tenant":"${newId<"Tenant">()}"}`)],
  ["two exps, one of them escaped", signed(json(HEADER), `${json(CLAIMS).slice(0, -1)},"\\u0065xp":${at + 9_999}}`)],
  ["a name twice deeper down", signed(json(HEADER), `${json(CLAIMS).slice(0, -1)},"act":{"sub":"a","sub":"b"}}`)],
  ["8 KB and more", withClaims({ pad: "x".repeat(LONGEST_TOKEN) })],
  ["nothing in it", ""],
  ["nothing but dots", ".."],
];

const CLAIM: readonly (readonly [string, string])[] = [
  ["another audience", withClaims({ aud: "elsewhere" })],
  ["a list of other audiences", withClaims({ aud: ["elsewhere", "HEARKEN"] })],
  ["no audience", withClaims({ aud: undefined })],
  ["another issuer", withClaims({ iss: "https://elsewhere.example" })],
  ["the issuer with a slash", withClaims({ iss: `${ISSUER}/` })],
  ["a list of issuers", withClaims({ iss: [ISSUER] })],
  ["no issuer", withClaims({ iss: undefined })],
  ["no tenant", withClaims({ tenant: undefined })],
  ["two tenants in a list", withClaims({ tenant: [tenantId, tenantId] })],
  ["a tenant that is no id", withClaims({ tenant: "t1' or 1=1" })],
  ["a tenant and more", withClaims({ tenant: `${tenantId},${tenantId}` })],
  ["no sub", withClaims({ sub: undefined })],
  ["an empty sub", withClaims({ sub: "" })],
  ["a sub that is a number", withClaims({ sub: 7 })],
  ["a sub of 201 letters", withClaims({ sub: "s".repeat(201) })],
  ["a sub with NUL", withClaims({ sub: "anna\u0000" })],
  ["a sub of half a letter", signed(json(HEADER), json(CLAIMS).replace('"anna"', '"\\ud800"'))],
];

const TIME: readonly (readonly [string, string])[] = [
  ["expired 60 s ago and more", withClaims({ exp: at - 60 })],
  ["without an end", withClaims({ exp: undefined })],
  ["whose end is a text", withClaims({ exp: String(at + 600) })],
  ["whose end is null", withClaims({ exp: null })],
  ["whose end is endless", signed(json(HEADER), json(CLAIMS).replace(`"exp":${at + 600}`, '"exp":1e999'))],
  ["whose end is negative", withClaims({ exp: -1 })],
  ["not valid for 61 s", withClaims({ nbf: at + 61 })],
  ["whose beginning is a text", withClaims({ nbf: "0" })],
  ["issued 61 s from now", withClaims({ iat: at + 61 })],
  ["whose issue is a text", withClaims({ iat: String(at) })],
];

let verify: VerifyToken;
beforeEach(() => {
  verify = tokenVerifier({
    keys: openKeySet({ location: "memory", load: () => Promise.resolve(jwks), now: () => NOW }),
    ...{ issuer: ISSUER, audience: "hearken", also: [house.trusted], now: () => NOW },
  });
});

describe("a token that holds", () => {
  it("is one that differs in nothing from what every attack starts with", async () => {
    expect(await verify(GOOD)).toEqual({ tenantId, subject: "anna", expiresAt: NOW + 600_000 });
    expect(await verify(withClaims({ aud: ["elsewhere", "hearken"], nbf: at + 59, iat: at + 59 }))).toBeDefined();
    expect(await verify(withHeader({ typ: "at+jwt", x5t: "abc" }))).toBeDefined();
    expect(await verify(withClaims({ exp: at - 59 }))).toBeDefined();
    expect(await verify(withClaims({ exp: at - 60 + 1 }))).toBeDefined();
  });

  it("is one of the house itself too, by its own key alone", async () => {
    const token = house.sign({ tenantId, subject: "program", lifetimeSeconds: 600 });
    const later = tokenVerifier({
      keys: openKeySet({ location: "memory", load: () => Promise.resolve(jwks) }),
      ...{ issuer: ISSUER, audience: "hearken", also: [house.trusted] },
    });
    expect(await later(token)).toMatchObject({ tenantId, subject: "program" });
    expect(await verifierWithoutHouse()(token)).toBeUndefined();
  });

  it("carries a scope when it is the house's: an identity provider's means something else and is not looked at", async () => {
    const now = Math.floor(NOW / 1_000);
    const houses = (scope: string): string =>
      house.sign({ tenantId, subject: "program", lifetimeSeconds: 600, issuedAt: now, scope });
    expect(await verify(houses("complaint.read complaint.file"))).toMatchObject({
      scope: ["complaint.read", "complaint.file"],
    });
    expect(await verify(withClaims({ scope: "complaint.read" }))).toEqual(await verify(GOOD));
    for (const scope of ["", " ", "a  b", " a", "a ", '"', "a\u0000", "é", "x".repeat(3_000)])
      expect(await verify(houses(scope))).toBeUndefined();
  });
});

const verifierWithoutHouse = (): VerifyToken =>
  tokenVerifier({
    keys: openKeySet({ location: "memory", load: () => Promise.resolve(jwks) }),
    ...{ issuer: ISSUER, audience: "hearken" },
  });

describe.each([
  ["31 algorithm", ALGORITHM],
  ["31 key", KEY],
  ["31 signature", SIGNATURE],
  ["31 shape", SHAPE],
  ["32 claim", CLAIM],
  ["32 time", TIME],
])("%s:", (_family, attacks) => {
  it.each(attacks)("%s proves nothing, before and after a true token was seen", async (_what, token) => {
    expect(await verify(token)).toBeUndefined();
    expect(await verify(GOOD)).toBeDefined();
    expect(await verify(token)).toBeUndefined();
  });
});

const LETTERS = ["A", "Z", "a", "z", "0", "9", "-", "_", "=", "+", "/", ".", " ", "\n", "\u0000"];

describe("31 whatever one letter of a token is changed to", () => {
  it("proves nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(GOOD.length - 1), fc.constantFrom(...LETTERS), async (index, letter) => {
        fc.pre(GOOD[index] !== letter);
        expect(await verify(`${GOOD.slice(0, index)}${letter}${GOOD.slice(index + 1)}`)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
