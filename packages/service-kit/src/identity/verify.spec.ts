import { createHmac, generateKeyPairSync, sign as signRaw } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { AUDIENCE, temporaryIssuer } from "./development-issuer.js";
import { DEVELOPMENT_ISSUER } from "./development-only.js";
import { openKeySet } from "./key-set.js";
import { bearerToken } from "./token.js";
import { tokenVerifier, type VerifyToken } from "./verify.js";

const issuer = temporaryIssuer();
const tenantId = newId<"Tenant">();
const NOW = Date.parse("2026-01-01T00:00:00Z");
const issuedAt = NOW / 1_000;

function verifierAt(clock: { now: number }): VerifyToken {
  const keys = openKeySet({ location: "memory", load: () => Promise.resolve(issuer.jwks), now: () => clock.now });
  return tokenVerifier({ keys, issuer: DEVELOPMENT_ISSUER, audience: AUDIENCE, now: () => clock.now });
}

const verify = verifierAt({ now: NOW });
const good = issuer.sign({ tenantId, subject: "anna", issuedAt, lifetimeSeconds: 60 });
const [goodHeader = "", goodPayload = "", goodSignature = ""] = good.split(".");
const kid = (JSON.parse(Buffer.from(goodHeader, "base64url").toString()) as { kid: string }).kid;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** A token with any header and claims, signed by a key that is not the issuer's. */
function forge(header: object, claims: object = {}): string {
  const body = `${encode({ alg: "ES256", typ: "JWT", kid, ...header })}.${encode({ iss: DEVELOPMENT_ISSUER, aud: AUDIENCE, sub: "anna", tenant: tenantId, exp: issuedAt + 60, ...claims })}`;
  const signature = signRaw("sha256", Buffer.from(body), { key: stranger.privateKey, dsaEncoding: "ieee-p1363" });
  return `${body}.${signature.toString("base64url")}`;
}

describe("a token", () => {
  it("proves its tenant and subject until it expires", async () => {
    expect(await verify(good)).toEqual({ tenantId, subject: "anna", expiresAt: NOW + 60_000 });
    expect(await verify(good)).toEqual({ tenantId, subject: "anna", expiresAt: NOW + 60_000 });
  });

  it("31 signed with the public key as a shared secret proves nothing", async () => {
    const body = `${encode({ alg: "HS256", kid })}.${goodPayload}`;
    const [jwk] = (JSON.parse(issuer.jwks) as { keys: [{ x: string }] }).keys;
    const signature = createHmac("sha256", jwk.x).update(body).digest("base64url");
    expect(await verify(`${body}.${signature}`)).toBeUndefined();
  });

  it.each([
    ["of algorithm none", `${encode({ alg: "none", kid })}.${goodPayload}.`],
    ["of algorithm None, with a signature", `${encode({ alg: "None", kid })}.${goodPayload}.${goodSignature}`],
    ["signed by somebody else", forge({})],
    ["that brings its own key", forge({ jwk: stranger.publicKey.export({ format: "jwk" }) })],
    ["that says where its key is", forge({ jku: "https://evil.example/jwks.json" })],
    ["that says where its certificate is", forge({ x5u: "https://evil.example/cert" })],
    ["with a critical extension", forge({ crit: ["exp"] })],
    ["without a key id", forge({ kid: undefined })],
    ["with a path as its key id", forge({ kid: "../../etc/passwd" })],
    ["with two key ids", forge({ kid: [kid, kid] })],
    ["with a number as its key id", forge({ kid: 1 })],
    [
      "with another's payload",
      `${goodHeader}.${encode({ sub: "boss", tenant: tenantId, exp: issuedAt + 60 })}.${goodSignature}`,
    ],
    ["without a signature", `${goodHeader}.${goodPayload}.`],
    ["that is no token", "a.b.c"],
  ])("31 %s proves nothing", async (_what, token) => {
    expect(await verify(token)).toBeUndefined();
  });

  it("32 is valid 60 seconds beyond its end, and no longer, whether it was seen before or not", async () => {
    const clock = { now: NOW };
    const seen = verifierAt(clock);
    expect(await seen(good)).toBeDefined();
    for (const [seconds, isValid] of [
      [119, true],
      [121, false],
    ] as const) {
      clock.now = NOW + seconds * 1_000;
      expect((await seen(good)) !== undefined).toBe(isValid);
      expect((await verifierAt(clock)(good)) !== undefined).toBe(isValid);
    }
  });

  it.each([
    ["for another audience", { aud: "elsewhere" }],
    ["of another issuer", { iss: "https://elsewhere.example" }],
    ["without an end", { exp: undefined }],
    ["whose tenant is malformed", { tenant: "t1' or 1=1" }],
    ["without a subject", { sub: "" }],
    ["not valid yet", { nbf: issuedAt + 61 }],
  ])("32 %s proves nothing", async (_what, claims) => {
    expect(await verifierOfStranger(claims)).toBeUndefined();
  });

  it("32 not valid yet by a few seconds is let in, since clocks differ", async () => {
    expect(await verifierOfStranger({ nbf: issuedAt + 30 })).toMatchObject({ subject: "anna" });
  });
});

/** Verifies against the stranger's key, so that only the claims decide. */
function verifierOfStranger(claims: object): ReturnType<VerifyToken> {
  const jwks = JSON.stringify({ keys: [{ ...stranger.publicKey.export({ format: "jwk" }), kid }] });
  const keys = openKeySet({ location: "memory", load: () => Promise.resolve(jwks) });
  return tokenVerifier({ keys, issuer: DEVELOPMENT_ISSUER, audience: AUDIENCE, now: () => NOW })(forge({}, claims));
}

describe("an Authorization header", () => {
  it.each([
    [undefined, undefined],
    ["  ", undefined],
    [`Bearer ${good}`, good],
    [`bearer   ${good} `, good],
    [good, null],
    [`Basic ${good}`, null],
    [`Bearer ${good} ${good}`, null],
    [`Bearer a.b.${"c".repeat(9_000)}`, null],
    ["Bearer a.b", null],
  ])("%#", (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });
});
