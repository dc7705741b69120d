import { createSecretKey, randomBytes } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { SealedPlace } from "@hearken/graphql-kit";
import { newId, type Instant } from "@hearken/kernel";
import { CannotOpen, openText, sealText } from "./sealed.js";
import { tenantKeys, type TenantKey } from "./tenant-keys.js";

const NOW = 1_000_000 as Instant;
const TENANT = newId<"Tenant">();
const PLACE: SealedPlace = { table: "intake.complainant", column: "phone", rowId: newId() };
const keyOf = (generation: number, countsFrom = NOW): TenantKey => ({ generation, countsFrom, key: randomBytes(32) });

describe("a sealed text", () => {
  const keys = tenantKeys(TENANT, [keyOf(1)], NOW);

  it("opens to itself at its place, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        // A lone surrogate has no UTF-8; the door lets none in.
        fc.pre(text.isWellFormed());
        expect(keys.open(keys.seal(text, PLACE), PLACE)).toBe(text);
      }),
    );
  });

  it("says nothing of itself, and is another each time", () => {
    const [one, two] = [keys.seal("13800001234", PLACE), keys.seal("13800001234", PLACE)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes("1380000")).toBe(false);
    expect(one.length).toBe(11 + 31);
  });

  it.each([
    ["another row", { ...PLACE, rowId: newId() }],
    ["another column", { ...PLACE, column: "name" }],
    ["another table", { ...PLACE, table: "intake.import_part" }],
  ])("does not open when it was moved to %s", (_where, place) => {
    expect(() => keys.open(keys.seal("余女士", PLACE), place)).toThrow(CannotOpen);
  });

  it("does not open with another tenant's keys, though they were made of the same key", () => {
    const [key] = [keyOf(1)];
    const theirs = tenantKeys(newId<"Tenant">(), [key], NOW);
    expect(() => theirs.open(tenantKeys(TENANT, [key], NOW).seal("余女士", PLACE), PLACE)).toThrow(CannotOpen);
  });

  it("does not open when any of its bits is another", () => {
    const sealed = keys.seal("余女士", PLACE);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const touched = Buffer.from(sealed);
      touched.writeUInt8(touched.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => keys.open(touched, PLACE)).toThrow(CannotOpen);
    }
  });

  it.each([0, 1, 14, 30])("is no sealed text of %i bytes", (length) => {
    expect(() => keys.open(Buffer.alloc(length, 1), PLACE)).toThrow(CannotOpen);
  });

  it("authenticates its place byte for byte", () => {
    const key = createSecretKey(randomBytes(32));
    const sealed = sealText("a", key, { generation: 1, place: "here" });
    expect(() => openText(sealed, key, "here ")).toThrow(CannotOpen);
  });
});

describe("the keys of a tenant", () => {
  it("seal by the latest that counts, and open what each of them sealed", () => {
    const [first, second] = [keyOf(1), keyOf(2, (NOW + 1) as Instant)];
    const before = tenantKeys(TENANT, [first, second], NOW);
    const after = tenantKeys(TENANT, [first, second], (NOW + 1) as Instant);
    const old = before.seal("old", PLACE);
    expect(tenantKeys(TENANT, [first], NOW).open(old, PLACE)).toBe("old");
    expect(after.open(old, PLACE)).toBe("old");
    const fresh = after.seal("new", PLACE);
    expect(before.open(fresh, PLACE)).toBe("new");
    expect(() => tenantKeys(TENANT, [first], NOW).open(fresh, PLACE)).toThrow("not known");
  });

  it("find equal texts of one kind in one tenant, before and after a rotation, and no others", () => {
    const first = keyOf(1);
    const keys = tenantKeys(TENANT, [first], NOW);
    const index = keys.blindIndex("phone", "13800001234");
    expect(index.length).toBe(32);
    expect(tenantKeys(TENANT, [first, keyOf(2)], NOW).blindIndex("phone", "13800001234")).toEqual(index);
    for (const other of [
      keys.blindIndex("phone", "13800001235"),
      keys.blindIndex("identity", "13800001234"),
      tenantKeys(newId<"Tenant">(), [first], NOW).blindIndex("phone", "13800001234"),
    ]) {
      expect(other.equals(index)).toBe(false);
    }
  });

  it("seal nothing and find nothing when there are none", () => {
    const none = tenantKeys(TENANT, [], NOW);
    expect(() => none.seal("a", PLACE)).toThrow(CannotOpen);
    expect(none.blindIndex("phone", "1")).not.toEqual(tenantKeys(TENANT, [], NOW).blindIndex("phone", "1"));
  });
});
