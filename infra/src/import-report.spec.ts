import { describe, expect, it } from "@jest/globals";
import { importReport, type ImportShown } from "./import-report.js";

const shown = (parts: Partial<ImportShown> = {}): ImportShown => ({
  ...{
    state: "DONE",
    isDryRun: false,
    total: 3,
    done: 3,
    valid: 0,
    filed: 2,
    alreadyThere: 0,
    refused: 1,
    fault: null,
  },
  rows: {
    edges: [{ node: { row: 4, problems: [{ field: "CHANNEL", message: "No such word.", clause: { id: "LG-1" } }] } }],
    pageInfo: { hasNextPage: false },
  },
  ...parts,
});

describe("the report of an import", () => {
  it("counts rows by what became of them, and says of each refused one why", () => {
    const text = importReport(shown());
    for (const part of ["3 rows", "已登记 filed", "4", "CHANNEL", "No such word.", "LG-1"])
      expect(text).toContain(part);
  });

  it("says of a dry run that nothing was filed", () => {
    expect(importReport(shown({ isDryRun: true, valid: 2, filed: 0 }))).toContain("nothing was filed");
  });

  it("says where a file cannot be read", () => {
    const fault = { code: "UNKNOWN_COLUMN", message: "Not known.", row: 1, column: 8 };
    expect(importReport(shown({ state: "FAILED", fault, filed: 0 }))).toContain("FAILED: Not known. (row 1, column 8)");
  });
});
