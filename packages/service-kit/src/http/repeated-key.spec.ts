import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { repeatedKey } from "./repeated-key.js";

describe("a key of a JSON object", () => {
  it.each([
    ['{"a":1,"a":2}', "a"],
    ['{"a":{"b":1,"\\u0062":2}}', "b"],
    ['[{"x":{"y":[{"z":1},{"z":2,"w":{},"z":3}]}}]', "z"],
    ['{"a":"\\"","b":{"a":1},"a":[]}', "a"],
    ['{"a":["a","a"],"b":"a","c":{"a":1,"b":1}}', undefined],
    ['{"a":"{\\"a\\":1,\\"a\\":1}"}', undefined],
    ["[]", undefined],
  ])("in %s that stands twice is %s", (json, key) => {
    expect(repeatedKey(json)).toBe(key);
  });

  it("never stands twice in what JSON.stringify writes", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => repeatedKey(JSON.stringify(value)) === undefined));
  });
});
