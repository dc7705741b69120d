import type { ColumnPlan } from "./columns.js";
import type { ImportField } from "./field.js";
import { problem, type Problem } from "./problem.js";

/** A row as a reader gives it, before anything is known of its columns. */
export interface RawRow {
  /** As a spreadsheet counts: the headings stand in row 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Columns, from 1, whose value cannot be told: an error of a formula. */
  readonly unreadable?: readonly number[];
}

/** What a row says, by field; nothing of it is checked. It holds people's words and is kept under seal alone. */
export interface StagedRow {
  readonly row: number;
  readonly values: Partial<Readonly<Record<ImportField, string>>>;
  readonly problems: readonly Problem[];
}

/** The row by its fields; `undefined` for a row that says nothing. */
export function stagedRow({ row, cells, unreadable = [] }: RawRow, plan: ColumnPlan): StagedRow | undefined {
  const problems: Problem[] = unreadable.map((column) => problem(plan[column - 1] ?? null, ERROR));
  const values: Partial<Record<ImportField, string>> = {};
  for (const [index, cell] of cells.entries()) {
    const text = cell.trim();
    if (text === "") continue;
    const field = plan[index];
    if (field === undefined) problems.push(problem(null, TOO_MANY));
    else if (field !== null) values[field] = text;
  }
  const isBlank = Object.keys(values).length === 0 && problems.length === 0;
  return isBlank ? undefined : { row, values, problems };
}

export const ERROR = {
  en: "The cell holds an error instead of a value.",
  "zh-CN": "单元格为错误值。",
};
export const TOO_MANY = {
  en: "The row has more cells than there are headings.",
  "zh-CN": "该行单元格多于表头列数。",
};
