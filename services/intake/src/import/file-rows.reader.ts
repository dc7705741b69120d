import { planColumns, type ChosenColumn, type ColumnPlan } from "./columns.js";
import type { ImportFormat } from "./complaint-import.js";
import { csvRows } from "./csv.reader.js";
import { noRows, tooManyRows, UnreadableFile } from "./fault.js";
import { jsonlRows } from "./jsonl.reader.js";
import { LIMITS } from "./limits.js";
import { problem } from "./problem.js";
import { fingerprint } from "./part-content.reader.js";
import { stagedRow, type RawRow, type StagedRow } from "./staged-row.js";
import type { Bytes } from "./text.reader.js";
import { xlsxRows } from "./xlsx.reader.js";

/** A file, and how it is to be read. */
export interface ImportedFile {
  readonly format: ImportFormat;
  readonly bytes: Bytes;
  readonly chosen: readonly ChosenColumn[];
  /** Whether the import says who took its complaints in. */
  readonly hasReceiver: boolean;
}

/**
 * The rows of a file by their fields, one after another; the second of two with one reference is told so. The same file
 * gives the same rows. Throws `UnreadableFile` for a file that cannot be read, has no rows, or more than are taken.
 */
export async function* fileRows(file: ImportedFile): AsyncGenerator<StagedRow> {
  const seen = new Set<string>();
  let count = 0;
  for await (const row of file.format === "jsonl" ? jsonlRows(file.bytes, file.chosen) : sheetRows(file)) {
    count += 1;
    if (count > LIMITS.rows) throw new UnreadableFile(tooManyRows());
    yield oncePerReference(row, seen);
  }
  if (count === 0) throw new UnreadableFile(noRows());
}

async function* sheetRows({ format, bytes, chosen, hasReceiver }: ImportedFile): AsyncGenerator<StagedRow> {
  let plan: ColumnPlan | undefined;
  for await (const raw of format === "csv" ? csvRows(bytes) : xlsxRows(bytes)) {
    if (plan === undefined) plan = planOf(raw, { chosen, hasReceiver });
    else {
      const row = stagedRow(raw, plan);
      if (row !== undefined) yield row;
    }
  }
}

function planOf({ cells }: RawRow, choice: Parameters<typeof planColumns>[1]): ColumnPlan {
  const plan = planColumns(cells, choice);
  if ("fault" in plan) throw new UnreadableFile(plan.fault);
  return plan;
}

function oncePerReference(row: StagedRow, seen: Set<string>): StagedRow {
  const reference = row.values.sourceRef;
  if (reference === undefined) return row;
  const mark = fingerprint(reference);
  if (seen.has(mark)) return { ...row, problems: [...row.problems, problem("sourceRef", REPEATED)] };
  seen.add(mark);
  return row;
}

const REPEATED = {
  en: "A row above has the same reference.",
  "zh-CN": "前面的行已使用相同的来源编号。",
};
