import { describe, expect, it } from "@jest/globals";
import { isRefusal } from "@hearken/kernel";
import fc from "fast-check";
import { cleanText } from "./text.js";

const refusalOf = (value: string, rules: Parameters<typeof cleanText>[1] = { max: 50 }): string | undefined => {
  const outcome = cleanText(value, rules);
  return isRefusal(outcome) ? outcome.message.en : undefined;
};

/** Any sequence of UTF-16 code units, broken ones too. */
const codeUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x17f }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 120 })
  .map((units) => String.fromCharCode(...units));

describe("text that people write", () => {
  it("comes back in normal form, with its ends trimmed", () => {
    expect(cleanText("  e\u0301te\u0301 ", { max: 3 })).toBe("été");
  });

  it.each([
    ["half of a surrogate pair", "a\ud800b"],
    ["NUL", "a\u0000b"],
    ["an escape character", "a\u001bb"],
    ["a line break where one line is asked for", "a\nb"],
    ["nothing", ""],
    ["only spaces, of every width", " \u3000\u200b\u2060\ufeff\u00a0"],
    ["51 Chinese characters", "漏".repeat(51)],
    ["a million combining marks", `a${"\u0301".repeat(1_000_000)}`],
  ])("is refused when it holds %s", (_what, value) => {
    expect(refusalOf(value)).toBeDefined();
  });

  it("is counted in code points, so that an emoji is one character", () => {
    expect(cleanText("🏠".repeat(3), { max: 4 })).toBe("🏠".repeat(3));
    expect(refusalOf("🏠".repeat(5), { max: 4 })).toBeDefined();
  });

  it("keeps its lines where it may have several", () => {
    expect(cleanText("one\r\ntwo\tthree", { max: 20, multiline: true })).toBe("one\r\ntwo\tthree");
  });

  it("loses what turns the direction of writing, in names", () => {
    expect(cleanText("\u202eabc\u2066", { max: 5, stripDirection: true })).toBe("abc");
  });

  it("says where in the input it stands", () => {
    expect(cleanText("", { max: 5, path: ["input", "text"] })).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "text"],
    });
  });

  it("whatever it is, is either refused or well-formed, within bounds, and left as it is when cleaned again", () => {
    fc.assert(
      fc.property(codeUnits, fc.integer({ min: 1, max: 60 }), (value, max) => {
        const once = cleanText(value, { max, multiline: true });
        if (isRefusal(once)) return;
        expect(once.isWellFormed()).toBe(true);
        expect([...once].length).toBeLessThanOrEqual(max);
        expect(once).not.toContain("\u0000");
        expect(cleanText(once, { max, multiline: true })).toBe(once);
      }),
    );
  });
});
