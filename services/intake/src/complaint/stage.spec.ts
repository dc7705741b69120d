import { describe, expect, it } from "@jest/globals";
import type { LocalDate } from "@hearken/kernel";
import { stageOn } from "./stage.js";

const date = (text: string): LocalDate => text as LocalDate;
const home = { moveInOn: date("2024-01-10"), warrantyEndsOn: date("2026-01-10") };

describe("the stage of a home", () => {
  it("is before moving in until the day of moving in", () => {
    expect(stageOn(date("2024-01-09"), home)).toBe("pre_move_in");
    expect(stageOn(date("2024-01-10"), home)).toBe("in_warranty");
  });
  it("is in warranty on its last day, and after it from the next", () => {
    expect(stageOn(date("2026-01-10"), home)).toBe("in_warranty");
    expect(stageOn(date("2026-01-11"), home)).toBe("after_warranty");
  });
  it("is before moving in without that day, and in warranty without an end", () => {
    expect(stageOn(date("2025-01-01"), { moveInOn: null, warrantyEndsOn: null })).toBe("pre_move_in");
    expect(stageOn(date("2025-01-01"), { ...home, warrantyEndsOn: null })).toBe("in_warranty");
  });
});
