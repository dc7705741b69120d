import { describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { clientIdOf, parseClientId } from "./client-id.js";
import { isKeptSecret, keepSecret, newSecret } from "./client-secret.js";

describe("a program's secret", () => {
  it("is known again by what is kept of it, beside another that still counts", () => {
    const [old, fresh] = [newSecret(), newSecret()];
    const kept = [keepSecret(old), keepSecret(fresh)];
    expect([old, fresh].map((secret) => isKeptSecret(secret, kept))).toEqual([true, true]);
    expect(isKeptSecret(newSecret(), kept)).toBe(false);
  });

  it("cannot be found in what is kept, and is never kept twice in the same way", () => {
    const secret = newSecret();
    const [one, two] = [keepSecret(secret), keepSecret(secret)];
    expect(one.hash).not.toBe(two.hash);
    expect(JSON.stringify(one)).not.toContain(secret.slice(one.prefix.length));
    expect(one.prefix).toHaveLength(10);
    expect(secret).toMatch(/^hks_[\w-]{43}$/);
  });

  it.each(["", "hks_", "hks_short", `${newSecret()}x`, "\u0000", "x".repeat(100_000)])(
    "is no other text (%#), whatever is kept",
    (text) => {
      expect(isKeptSecret(text, [keepSecret(text)])).toBe(false);
      expect(isKeptSecret(text, [])).toBe(false);
      expect(isKeptSecret(text, [{ salt: "", hash: "" }])).toBe(false);
    },
  );
});

describe("a client id", () => {
  it("says tenant and program", () => {
    const program = { tenantId: newId<"Tenant">(), id: newId<"Client">() };
    expect(parseClientId(clientIdOf(program))).toEqual(program);
  });

  it.each(["", ".", newId(), `${newId()}.`, `.${newId()}`, `${newId()}.${newId()}.${newId()}`, "a".repeat(1_000)])(
    "is not %p",
    (text) => {
      expect(parseClientId(text)).toBeUndefined();
    },
  );
});
