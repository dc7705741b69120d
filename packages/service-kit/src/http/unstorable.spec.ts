import { describe, expect, it } from "@jest/globals";
import { holdsUnstorable } from "./unstorable.js";

const holds = (json: string): boolean => holdsUnstorable(JSON.parse(json), json);

describe("a body that no text column can hold", () => {
  it.each([
    ['{"variables":{"a":["\\u0000"]}}'],
    ['{"variables":{"a":"\\ud800"}}'],
    ['{"variables":{"a":"\\udc00x"}}'],
    ['{"variables":{"\\u0000":1}}'],
    ['{"query":"{ a(b: \\"\\\\u0000\\") }"}'],
    ['{"query":"{ a(b: \\"\\\\u{0}\\") }"}'],
    ['{"query":"{ a(b: \\"\\\\ud800\\") }"}'],
    ['{"query":"{ a(b: \\"\\\\u{d800}\\") }"}'],
  ])("is %s", (json) => {
    expect(holds(json)).toBe(true);
  });

  it.each([
    ['{"a":"漏水 🏠"}'],
    ['{"a":"\\ud83c\\udfe0"}'],
    ['{"query":"{ a(b: \\"\\\\ud83c\\\\udfe0\\") }"}'],
    ['{"a":"\\\\u1234"}'],
  ])("is not %s", (json) => {
    expect(holds(json)).toBe(false);
  });
});
