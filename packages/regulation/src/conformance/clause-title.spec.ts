import { describe, expect, it } from "@jest/globals";
import { clauseTitle } from "./clause-title.js";

describe("the title of a test", () => {
  it("executes the clause that it begins with", () => {
    expect(clauseTitle("LG-5.2.2A a telephone complaint is relayed")).toEqual({ as: "executed", ids: ["LG-5.2.2A"] });
    expect(clauseTitle("LG-5.2.2A: a telephone complaint is relayed")).toEqual({ as: "executed", ids: ["LG-5.2.2A"] });
  });

  it("executes every clause that it begins with, and none that it mentions later", () => {
    expect(clauseTitle("LG-5.2.2A LG-5.2.2Ea hold as ZH-4.1 does")?.ids).toEqual(["LG-5.2.2A", "LG-5.2.2Ea"]);
  });

  it("carries a clause when it says so", () => {
    expect(clauseTitle("carried SP-4.2a JD-7.3.3b where the answer is written")).toEqual({
      as: "carried",
      ids: ["SP-4.2a", "JD-7.3.3b"],
    });
  });

  it("names none when it begins with a word", () => {
    expect(clauseTitle("a complaint under LG-5.2.2A is relayed")).toBeUndefined();
    expect(clauseTitle("carried along")).toBeUndefined();
    expect(clauseTitle("carried")).toBeUndefined();
  });
});
