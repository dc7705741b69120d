import { describe, expect, it } from "@jest/globals";
import { temporaryIssuer } from "./development-issuer.js";
import { openKeySet, readKeys } from "./key-set.js";

const one = temporaryIssuer();
const two = temporaryIssuer();
const kidOf = ({ jwks }: { jwks: string }): string => (JSON.parse(jwks) as { keys: [{ kid: string }] }).keys[0].kid;

/** A key server whose answer can be changed, and that counts how often it is asked. */
function keyServer(answer: () => Promise<string>) {
  const clock = { now: 0 };
  const asked = { times: 0 };
  const keys = openKeySet({
    location: "memory",
    now: () => clock.now,
    coolDown: 1_000,
    maxAge: 60_000,
    load: () => {
      asked.times += 1;
      return answer();
    },
  });
  return { clock, asked, keys };
}

describe("33 the issuer's keys", () => {
  it("are fetched once for everybody who waits, and then known", async () => {
    const { keys, asked } = keyServer(() => Promise.resolve(one.jwks));
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.key(kidOf(one))));
    expect(found.every((key) => key !== undefined && key === found[0])).toBe(true);
    expect(asked.times).toBe(1);
  });

  it("stay in use while the issuer is away, answers HTML, or answers with nothing", async () => {
    let answer = (): Promise<string> => Promise.resolve(one.jwks);
    const { keys, clock } = keyServer(() => answer());
    await keys.key(kidOf(one));
    for (const failing of [
      () => Promise.reject(new Error("away")),
      () => Promise.resolve("<html>"),
      () => Promise.resolve("{}"),
    ]) {
      answer = failing;
      clock.now += 120_000;
      expect(await keys.key(kidOf(one))).toBeDefined();
      expect(await keys.key(kidOf(two))).toBeUndefined();
    }
  });

  it("stay in use while the issuer is slow, which holds nobody up who has a key that is known", async () => {
    let answer = (): Promise<string> => Promise.resolve(one.jwks);
    const { keys, clock } = keyServer(() => answer());
    await keys.key(kidOf(one));
    let arrive = (_text: string): void => undefined;
    answer = () => new Promise((resolve) => (arrive = resolve));
    clock.now += 120_000;
    expect(await keys.key(kidOf(one))).toBeDefined();
    const waiting = keys.key(kidOf(two));
    expect(await keys.key(kidOf(one))).toBeDefined();
    arrive(two.jwks);
    expect(await waiting).toBeDefined();
    expect(await keys.key(kidOf(one))).toBeUndefined();
  });

  it("are given up when the issuer does not answer in time, and nobody is believed for it", async () => {
    const keys = openKeySet({
      location: "memory",
      fetchTimeout: 20,
      load: (_location, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
    });
    expect(await keys.key(kidOf(one))).toBeUndefined();
  });

  it("are refused while none can be had, and found when the issuer is back", async () => {
    let answer = (): Promise<string> => Promise.reject(new Error("away"));
    const { keys, clock } = keyServer(() => answer());
    expect(await keys.key(kidOf(one))).toBeUndefined();
    answer = () => Promise.resolve(one.jwks);
    expect(await keys.key(kidOf(one))).toBeUndefined();
    clock.now += 1_000;
    expect(await keys.key(kidOf(one))).toBeDefined();
  });

  it("are fetched again for an unknown id, once a cool-down however many ask", async () => {
    let jwks = one.jwks;
    const { keys, clock, asked } = keyServer(() => Promise.resolve(jwks));
    await keys.key(kidOf(one));
    jwks = two.jwks;
    for (let n = 0; n < 50; n += 1) expect(await keys.key(`nonsense-${n}`)).toBeUndefined();
    expect(asked.times).toBe(1);
    clock.now += 1_000;
    const before = keys.generation;
    expect(await keys.key(kidOf(two))).toBeDefined();
    expect(asked.times).toBe(2);
    expect(keys.generation).toBe(before + 1);
    expect(await keys.key(kidOf(one))).toBeUndefined();
  });

  it("of another kind, or with an ambiguous id, are left out", () => {
    const [key] = (JSON.parse(one.jwks) as { keys: [{ kid: string }] }).keys;
    const document = (keys: unknown[]): string => JSON.stringify({ keys });
    expect(readKeys(document([key])).size).toBe(1);
    expect(readKeys(document([key, key])).size).toBe(0);
    expect(
      readKeys(
        document([
          { ...key, kty: "RSA" },
          { ...key, crv: "P-384" },
          { ...key, kid: 5 },
        ]),
      ).size,
    ).toBe(0);
  });
});

describe("33 a document of keys", () => {
  const [key] = (JSON.parse(one.jwks) as { keys: [{ kid: string }] }).keys;
  it("that holds a bad key still gives the good ones", () => {
    const bad = { ...key, kid: "off-curve", x: "AAAA" };
    const meant = [null, 7, bad, { ...key, kid: "enc", use: "enc" }, { ...key, kid: "384", alg: "ES384" }, key];
    expect([...readKeys(JSON.stringify({ keys: meant })).keys()]).toEqual([key.kid]);
  });

  it("is read no further than a hundred keys", () => {
    const many = Array.from({ length: 150 }, (_, n) => ({ ...key, kid: String(n) }));
    expect(readKeys(JSON.stringify({ keys: many })).size).toBe(100);
  });

  it("can be told as an address of its own", async () => {
    const location = `data:application/json;base64,${Buffer.from(one.jwks).toString("base64")}`;
    expect(await openKeySet({ location }).key(key.kid)).toBeDefined();
  });

  it("that rotates while tokens come in is fetched once an interval, whatever the flood of unknown ids", async () => {
    let jwks = one.jwks;
    const { keys, clock, asked } = keyServer(() => Promise.resolve(jwks));
    await keys.key(kidOf(one));
    for (let second = 1; second <= 10; second += 1) {
      clock.now += 1_000;
      if (second === 5) jwks = two.jwks;
      await Promise.all(Array.from({ length: 200 }, (_, n) => keys.key(`flood-${second}-${n}`)));
    }
    expect(asked.times).toBe(11);
    expect(await keys.key(kidOf(two))).toBeDefined();
    expect(await keys.key(kidOf(one))).toBeUndefined();
  });
});
