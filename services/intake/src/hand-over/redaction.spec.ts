import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { redacted } from "./redaction.js";

const nobody = { name: null, phone: null, address: null, identityNumber: null };
const YU = { name: "余小明", phone: "138 0000 1234", address: "洪城路 8 号 3 栋", identityNumber: null };

describe("a redacted text", () => {
  it.each([
    ["余小明来电", "余**来电"],
    ["余 小 明、小明、余先生", "余 * *、**、余先生"],
    ["电话13800001234", "电话***********"],
    ["电话１３８－００００－１２３４", "电话***－****－****"],
    ["电话+86 138-0000-1234", "电话+** ***-****-****"],
    ["打一三八零零零零一二三四", "打***********"],
    ["户主电话写作 138，中间 0000，最后 1234", "户主电话写作 ***，中间 ****，最后 ****"],
    ["住在洪城路8号3栋，洪城路很远", "住在*******，洪城路很远"],
    ["身份证 36010219900307123X", "身份证 *****************X"],
    ["另打 0791-8888 4321 或 139 1111 2222", "另打 ****-**** **** 或 *** **** ****"],
    ["2025-03-03 10:00 3栋1202室漏水，赔2000元", "2025-03-03 10:00 3栋1202室漏水，赔2000元"],
  ])("%s becomes %s", (text, expected) => {
    expect(redacted(text, [YU])).toBe(expected);
  });

  it("knows Latin names by their words, short ones where they stand alone", () => {
    const people = [{ ...nobody, name: "Lee Wang-Xiu" }];
    expect(redacted("LEE wang xiu asked; Lee and Xiu too, sleep and xiux not; Ｗａｎｇ", people)).toBe(
      "L** **** *** asked; L** and X** too, sleep and xiux not; Ｗ***",
    );
  });

  it("is what it was without anything to mask", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("漏水 roof,。\n😀")) }), (text) => {
        expect(redacted(text, [YU, { ...nobody, name: "Wu" }])).toBe(text);
      }),
    );
  });
});

const FORMS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Array.from("0123456789", (digit, value) => [
    digit,
    [
      digit,
      String.fromCodePoint(0xff10 + value),
      String.fromCodePoint(0x0660 + value),
      String.fromCodePoint(0x1d7ce + value),
      "〇一二三四五六七八九".charAt(value),
    ],
  ]),
);
const signs = fc.constantFrom("", "", " ", "-", "－", "\u200b", "\u00a0", ".", " / ", "\n", "()");
const between = fc.oneof(signs, fc.constantFrom("转", "号码", "x"));

/** A text in any form and with anything between its signs. */
const written = (text: string, gaps = between): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...Array.from(text, (sign) =>
        fc.tuple(fc.constantFrom(...(FORMS[sign] ?? [sign, sign.toUpperCase(), fullWidth(sign)])), gaps),
      ),
    )
    .map((parts) => parts.flat().join(""));

function fullWidth(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code > 0x20 && code < 0x7f ? String.fromCodePoint(code + 0xfee0) : sign;
}

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from("0123456789")), minLength: min, maxLength: max });
const phone = fc.oneof(
  digits(9, 9).map((rest) => `13${rest}`),
  digits(8, 8).map((rest) => `0791${rest}`),
  digits(4, 12),
);
const hanName = fc.string({ unit: fc.constantFrom(...Array.from("余张王李小明欧阳修丽")), minLength: 2, maxLength: 4 });
const latinName = fc.string({ unit: fc.constantFrom(...Array.from("abcdeéü")), minLength: 4, maxLength: 9 });
const noise = fc.string({ unit: fc.constantFrom(...Array.from("0123456789一二漏水 abc小明王,。é")), maxLength: 12 });

/** All digits of a text as they are read, and all its letters. */
const ONE: ReadonlyMap<string, string> = new Map(
  Object.entries(FORMS).flatMap(([digit, forms]) => forms.slice(0, 4).map((form) => [form, digit] as const)),
);
const digitsIn = (text: string): string => Array.from(text, (sign) => ONE.get(sign) ?? "").join("");
const lettersIn = (text: string): string =>
  Array.from(text.normalize("NFKC").toLowerCase())
    .filter((sign) => /^[\p{L}\p{N}]$/u.test(sign))
    .join("");

describe("what is taken out of a text", () => {
  it("brings no name together of the signs that masked names show", () => {
    expect(redacted("王王0000000王王", [{ ...nobody, name: "王王" }])).toBe("王**********");
    expect(redacted("王王1王王", [{ ...nobody, name: "王王" }])).toBe("王*1王*");
  });
});

describe("whatever people write", () => {
  it("no known telephone number survives, whatever its digits are and whatever stands between", () => {
    const law = phone.chain((number) => fc.tuple(fc.constant(number), noise, written(number), noise, written(number)));
    fc.assert(
      fc.property(law, ([number, before, first, middle, second]) => {
        const text = redacted(before + first + middle + second, [{ ...nobody, name: "余", phone: number }]);
        expect(digitsIn(text)).not.toContain(number);
      }),
      { numRuns: 2_000 },
    );
  });

  it("no known name survives, in whichever form and whatever stands between", () => {
    const law = fc
      .oneof(hanName, latinName)
      .chain((name) => fc.tuple(fc.constant(name), noise, written(name, signs), noise, written(name, signs)));
    fc.assert(
      fc.property(law, ([name, before, first, middle, second]) => {
        const text = redacted(before + first + middle + second, [{ ...nobody, name }]);
        expect(lettersIn(text)).not.toContain(lettersIn(name));
      }),
      { numRuns: 2_000 },
    );
  });

  it("no known identity number survives, nor does an address", () => {
    const person = { ...nobody, identityNumber: "36010219900307123X", address: "洪城路甲号" };
    fc.assert(
      fc.property(written("36010219900307123"), written("洪城路甲号", signs), (number, address) => {
        const text = redacted(`${number}。${address}`, [person]);
        expect(digitsIn(text)).not.toContain("36010219900307123");
        expect(lettersIn(text)).not.toContain("洪城路甲");
      }),
    );
  });

  it("is as long as it was, and stays as it is when it is redacted again", () => {
    fc.assert(
      fc.property(noise, written("余小明13800001234"), (before, after) => {
        const once = redacted(before + after, [YU]);
        expect(Array.from(once)).toHaveLength(Array.from(before + after).length);
        expect(redacted(once, [YU])).toBe(once);
      }),
    );
  });
});
