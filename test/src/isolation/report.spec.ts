import { describe, expect, it } from "@jest/globals";
import { reportOf, textOf } from "./report.js";

describe("the report of the isolation suite", () => {
  const report = reportOf([
    { matrix: "SQL", cells: 3 },
    { matrix: "SQL", cells: 4 },
    { mutants: "policy dropped", killed: 2, survivors: [] },
    { mutants: "policy dropped", killed: 1, survivors: ["intake.words"] },
    { mutants: "role with powers", killed: 5, survivors: [] },
  ]);

  it("adds up what the parts found", () => {
    expect(report).toMatchObject({
      killed: 8,
      total: 9,
      cells: { SQL: 7 },
      survivors: ["policy dropped: intake.words"],
    });
  });

  it("ends with mutants killed / total", () => {
    expect(textOf(report)).toContain("SQL matrix: 7 cells");
    expect(textOf(report).endsWith("mutants killed / total: 8 / 9, of 2 kinds\n")).toBe(true);
  });
});
