import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import type { SealedRow } from "./complainant.js";
import { isKept, openField, phoneIndex, sealPerson, type Opening, type Sealing } from "./sealed-person.js";

/** Keys that say in clear what was sealed for which place. */
const keys: Sealing & Opening = {
  seal: (text, place) => Buffer.from(JSON.stringify([place, text])),
  open: (sealed, place) => {
    const [at, text] = JSON.parse(Buffer.from(sealed).toString()) as [object, string];
    expect(at).toEqual(place);
    return text;
  },
  blindIndex: (kind, text) => createHmac("sha256", kind).update(text).digest(),
};

const person = { name: "张三", phone: "138 0000 1234", address: "上海市", identityNumber: null };

function rowOf(id: string): SealedRow {
  return { id, name: null, phone: null, ...sealPerson(keys, id, person) };
}

describe("a person that is sealed", () => {
  it("opens to what they were, each value in its own column of their own row", () => {
    const row = rowOf(newId());
    expect(openField(keys, row, "name")).toBe("张三");
    expect(openField(keys, row, "phone")).toBe("138 0000 1234");
    expect(openField(keys, row, "address")).toBe("上海市");
    expect(openField(keys, row, "identity_number")).toBeNull();
    expect(isKept(row, "identity_number")).toBe(false);
  });
  it("is found by the number, however it is written", () => {
    const { phoneIndex: kept, identityIndex } = sealPerson(keys, newId(), person);
    expect(kept).toEqual(phoneIndex(keys, "+86 138-0000-1234"));
    expect(identityIndex).toBeNull();
  });
  it("is read in clear from a row that an earlier version wrote", () => {
    const nothing = { nameSealed: null, phoneSealed: null, addressSealed: null, identitySealed: null };
    const row = { id: newId(), ...nothing, name: "张三", phone: null };
    expect(openField(keys, row, "name")).toBe("张三");
    expect(isKept(row, "phone")).toBe(false);
  });
});
