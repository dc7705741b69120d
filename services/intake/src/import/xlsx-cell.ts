import { DAY, SECOND } from "@hearken/kernel";

/* What a cell of a spreadsheet says, by its type and style (ECMA-376 part 1, 18.3.1.4 and 18.8.30). */

/** How a number is shown: as a day, as a day with a time, or as a number. */
export type Shown = "date" | "time" | "number";

const DATES = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const TIMES = new Set([18, 19, 20, 21, 22, 32, 33, 45, 46, 47]);
/** Words in quotation marks, colours and conditions in brackets, and what stands behind a backslash are no format. */
const LITERAL = /"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*./giu;

/** How a number format shows a number: by its id where it is built in, else by its code. */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return TIMES.has(id) ? "time" : DATES.has(id) ? "date" : "number";
  const letters = code.replace(LITERAL, "").toLowerCase();
  if (/[hs]/u.test(letters)) return "time";
  return /[ymd年月日]/u.test(letters) ? "date" : "number";
}

/** A number as its cell says it: a day or a time of a wall clock where it is shown as one; whole numbers without exponent. */
export function textOfNumber(raw: string, shown: Shown, is1904: boolean): string {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (shown === "number") return Number.isSafeInteger(value) ? BigInt(value).toString() : raw;
  const seconds = Math.round(((value + (is1904 ? DAYS_FROM_1900_TO_1904 : 0)) * DAY) / SECOND);
  const at = new Date(EPOCH + seconds * SECOND);
  if (Number.isNaN(at.getTime())) return raw;
  const [on = "", time = ""] = at.toISOString().split("T");
  const isWholeDay = seconds % (DAY / SECOND) === 0;
  return shown === "date" && isWholeDay ? on : `${on} ${time.slice(0, 8)}`;
}

const EPOCH = Date.UTC(1899, 11, 30);
const DAYS_FROM_1900_TO_1904 = 1_462;

/** `BC12` is column 55; 0 for anything else. */
export function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0] ?? "";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
