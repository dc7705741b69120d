import { describe, expect, it } from "@jest/globals";
import type { LocalDate } from "@hearken/kernel";
import { refuseDates, stageOn } from "./unit.js";

const day = (text: string): LocalDate => text as LocalDate;
const home = { moveInOn: day("2020-05-01"), warrantyEndsOn: day("2025-05-01") };

describe("a home's stage", () => {
  it.each([
    ["2020-04-30", "pre_move_in"],
    ["2020-05-01", "in_warranty"],
    ["2025-05-01", "in_warranty"],
    ["2025-05-02", "after_warranty"],
  ])("on %s is %s", (on, stage) => {
    expect(stageOn(home, day(on))).toBe(stage);
  });
  it("is before moving in as long as nobody said when", () => {
    expect(stageOn({ moveInOn: null, warrantyEndsOn: null }, day("2099-01-01"))).toBe("pre_move_in");
  });
  it("stays inside the warranty when no end was said", () => {
    expect(stageOn({ ...home, warrantyEndsOn: null }, day("2099-01-01"))).toBe("in_warranty");
  });
});

describe("a home's days", () => {
  it("go together when the warranty ends on or after moving in", () => {
    expect(refuseDates(home.moveInOn, home.warrantyEndsOn)).toBeUndefined();
    expect(refuseDates(null, null)).toBeUndefined();
  });
  it.each([
    ["ends before moving in", day("2020-05-01"), day("2020-04-30")],
    ["ends although nobody moved in", null, day("2020-04-30")],
  ])("are refused when the warranty %s", (_, moveInOn, warrantyEndsOn) => {
    expect(refuseDates(moveInOn, warrantyEndsOn)).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "warrantyEndsOn"],
    });
  });
});
