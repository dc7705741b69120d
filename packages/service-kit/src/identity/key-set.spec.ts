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
