import type { Language, Localized } from "@hearken/kernel";
import type { ImportField } from "./field.js";
import type { Problem } from "./problem.js";
import type { Outcome } from "./complaint-import.js";

/** What became of one row. It holds nothing of what the row says. */
export interface ReportedRow {
  readonly row: number;
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
  readonly complaintId: string | null;
}

const HEAD: Readonly<Record<Language, readonly string[]>> = {
  en: ["row", "outcome", "field", "code", "message", "clause", "complaint"],
  "zh-CN": ["行号", "结果", "字段", "代码", "说明", "条款", "投诉"],
};

const OUTCOME: Readonly<Record<Outcome, Localized>> = {
  valid: { en: "valid", "zh-CN": "可导入" },
  filed: { en: "filed", "zh-CN": "已登记" },
  already_there: { en: "already there", "zh-CN": "已存在" },
  refused: { en: "refused", "zh-CN": "未通过" },
};

/** A table for people, a line for each problem: CSV as spreadsheets open it (RFC 4180), headings first. */
export function reportCsv(rows: readonly ReportedRow[], language: Language): string {
  const lines = rows.flatMap(({ row, outcome, problems, complaintId }) => {
    const said: readonly (Problem | undefined)[] = problems.length === 0 ? [undefined] : problems;
    return said.map((one) => [
      String(row),
      OUTCOME[outcome][language],
      fieldOf(one?.field),
      one?.code ?? "",
      one?.message[language] ?? "",
      one?.clause ?? "",
      complaintId ?? "",
    ]);
  });
  return [HEAD[language], ...lines].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

const fieldOf = (field: ImportField | null | undefined): string => field ?? "";

const FORMULA = /^[\s\u0000]*[=+\-@\t\r＝＋－＠]/u;

/** One cell, in quotation marks; what a spreadsheet would take for a formula begins with an apostrophe. */
export function cell(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
