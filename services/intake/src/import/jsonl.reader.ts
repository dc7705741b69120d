import { fieldOf, type ChosenColumn } from "./columns.js";
import { tooLongRow, UnreadableFile } from "./fault.js";
import type { ImportField } from "./field.js";
import { LIMITS } from "./limits.js";
import { problem, type Problem } from "./problem.js";
import type { StagedRow } from "./staged-row.js";
import { textOf, type Bytes } from "./text.reader.js";

/** The rows of a file with one JSON object a line; empty lines are counted. Throws `UnreadableFile`. */
export async function* jsonlRows(bytes: Bytes, chosen: readonly ChosenColumn[]): AsyncGenerator<StagedRow> {
  let rest = "";
  let row = 0;
  for await (const piece of textOf(bytes)) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      row += 1;
      const read = readLine(line, row, chosen);
      if (read !== undefined) yield read;
    }
    if (rest.length > LIMITS.rowCharacters) throw new UnreadableFile(tooLongRow(row + 1));
  }
  const last = readLine(rest, row + 1, chosen);
  if (last !== undefined) yield last;
}

function readLine(line: string, row: number, chosen: readonly ChosenColumn[]): StagedRow | undefined {
  const text = line.trim();
  if (text === "") return undefined;
  if (text.length > LIMITS.rowCharacters) throw new UnreadableFile(tooLongRow(row));
  const object = parsed(text);
  if (object === undefined) return { row, values: {}, problems: [problem(null, NO_OBJECT)] };
  const problems: Problem[] = [];
  const values: Partial<Record<ImportField, string>> = {};
  for (const [key, value] of Object.entries(object)) {
    const field = fieldOf(key, chosen);
    if (field === null) continue;
    const said = textOfValue(value);
    if (field === undefined) problems.push(problem(null, UNKNOWN_KEY));
    else if (said === undefined) problems.push(problem(field, NO_TEXT));
    else if (values[field] !== undefined) problems.push(problem(field, TWICE));
    else if (said !== "") values[field] = said;
  }
  return { row, values, problems };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A text, a number, a truth value or nothing; a list of texts is several in one cell. */
function textOfValue(value: unknown): string | undefined {
  if (value === null) return "";
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value) && value.every((part) => typeof part === "string")) return value.join(";");
  return undefined;
}

const NO_OBJECT = { en: "The line is not a JSON object.", "zh-CN": "该行不是 JSON 对象。" };
const UNKNOWN_KEY = { en: "The row has a key that is not known.", "zh-CN": "该行含有无法识别的字段名。" };
const NO_TEXT = {
  en: "The value is neither a text, a number, a truth value nor a list of texts.",
  "zh-CN": "取值须为文本、数字、布尔值或文本列表。",
};
const TWICE = { en: "The row says this twice.", "zh-CN": "该行重复填写了此项。" };
