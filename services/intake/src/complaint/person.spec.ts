import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isIdentityNumber, person } from "./person.js";

describe("an identity number", () => {
  it("is a citizen's with its check character, or could be a passport's", () => {
    for (const number of ["11010519491231002X", "440524188001010014", "E12345678", "H08812345"])
      expect({ number, is: isIdentityNumber(number) }).toEqual({ number, is: true });
    for (const number of ["110105194912310021", "11010519491231002", "010105194912310021", "PASSPORT", "E-1", ""])
      expect({ number, is: isIdentityNumber(number) }).toEqual({ number, is: false });
  });
  it("is known to be wrong when one digit of it is", () => {
    const place = fc.nat({ max: 16 });
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{16}$/), place, fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const right = Array.from("0123456789X", (check) => digits + check).filter(isIdentityNumber);
        expect(right).toHaveLength(1);
        const [number = ""] = right;
        const wrong = number.slice(0, at) + String((Number(number[at]) + by) % 10) + number.slice(at + 1);
        expect(isIdentityNumber(wrong)).toBe(false);
      }),
    );
  });
});

describe("a person of an input", () => {
  it("may write numbers with digits of any width, in groups, in small letters", () => {
    expect(
      person.parse({ name: "张三", phone: "１３８００００１２３４", identityNumber: "110105 19491231 002x" }),
    ).toMatchObject({
      phone: "13800001234",
      identityNumber: "11010519491231002X",
    });
  });
  it("is refused with what is no number", () => {
    for (const wrong of [{ phone: "ring me" }, { identityNumber: "110105194912310021" }, { address: "a\nb" }])
      expect(person.safeParse({ name: "张三", ...wrong }).success).toBe(false);
  });
});
