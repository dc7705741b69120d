import { describe, expect, it } from "@jest/globals";
import { clauseText } from "./clause-text.source.js";
import { register, SOURCES } from "./register.source.js";

describe("the text of a clause", () => {
  it.each(SOURCES)("of %s stands in Chinese and in English, every one", (source) => {
    for (const { id, requirement } of register(source).clauses) {
      const text = clauseText({ clauses: [] }, id);
      expect({ id, en: text?.en }).toEqual({ id, en: requirement });
      expect({ id, zh: /[\u4e00-\u9fff]/.test(text?.["zh-CN"] ?? "") }).toEqual({ id, zh: true });
    }
  });

  it("of a regulation's own register comes from its file", () => {
    const clauses = [
      { id: "HO-1.1", kind: "clock", zh: "五个工作日内确认", en: "acknowledge within five working days" },
    ];
    expect(clauseText({ clauses }, "HO-1.1")).toEqual({
      "zh-CN": "五个工作日内确认",
      en: "acknowledge within five working days",
    });
  });

  it("is undefined for a clause that nobody has", () => {
    expect(clauseText({ clauses: [] }, "LG-99")).toBeUndefined();
  });
});
