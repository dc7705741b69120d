import { describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { cell, reportCsv } from "./report-csv.js";

describe("a report as a table", () => {
  it("has a line for each problem, and one for a row without any", () => {
    const problems = [
      {
        code: "INVALID_INPUT",
        field: "channel",
        message: { en: "No such word.", "zh-CN": "无此取值。" },
        clause: null,
      },
      { code: "REGULATION", field: null, message: { en: "Not so.", "zh-CN": "不可。" }, clause: "LG-3.2.1" },
    ] as const;
    const csv = reportCsv(
      [
        { row: 2, outcome: "filed", problems: [], complaintId: "c" },
        { row: 3, outcome: "refused", problems, complaintId: null },
      ],
      "en",
    );
    expect(parse(csv)).toEqual([
      ["row", "outcome", "field", "code", "message", "clause", "complaint"],
      ["2", "filed", "", "", "", "", "c"],
      ["3", "refused", "channel", "INVALID_INPUT", "No such word.", "", ""],
      ["3", "refused", "", "REGULATION", "Not so.", "LG-3.2.1", ""],
    ]);
  });

  it("28 never holds a formula, whatever its cells say, and says no less", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ \t\r=+\-@＝]{1,3}.{0,20}$/)), (text) => {
        const [[read = ""] = []] = parse(`${cell(text)}\r\n`, { relax_column_count: true });
        expect(read).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/u);
        expect(read.startsWith("'") ? read.slice(1) : read).toBe(text.startsWith("'") ? text.slice(1) : text);
      }),
    );
  });
});
