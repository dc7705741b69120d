import type { NumberingRule } from "../rules/rule.js";

/* The numbers that records carry: `COBZS{series:3}/WXWT{number:3}`. */

/** A part of a pattern: letters as they stand, or a value with the least width that it is written in. */
type Part = { readonly text: string } | { readonly name: string; readonly width: number };

const PART = /\{(series|number|year|month)(?::(\d{1,2}))?\}/g;
const WIDTHS: Readonly<Record<string, number>> = { year: 4, month: 2 };

function partsOf(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of pattern.matchAll(PART)) {
    if (match.index > at) parts.push({ text: pattern.slice(at, match.index) });
    const name = match[1] ?? "";
    parts.push({ name, width: Number(match[2] ?? WIDTHS[name] ?? 1) });
    at = match.index + match[0].length;
  }
  if (at < pattern.length) parts.push({ text: pattern.slice(at) });
  return parts;
}

/** What a number of this pattern looks like. A number that outgrows its width is written in full. */
export function patternOf(pattern: string): RegExp {
  const source = partsOf(pattern)
    .map((part) => ("text" in part ? part.text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&") : `[0-9]{${part.width},}`))
    .join("");
  return new RegExp(`^${source}$`);
}

/** Whether a pattern counts at all: it must hold `{number}`. */
export function countsBy(pattern: string): boolean {
  return partsOf(pattern).some((part) => "name" in part && part.name === "number");
}

/** What a number says besides its count. */
export interface NumberContext {
  /** The part that stays: the number of the commission, the year's volume. */
  readonly series: number;
  /** `YYYY-MM-DD` in the calendar's zone. */
  readonly date: string;
}

/** The `count`th number of a pattern. */
export function writeNumber(pattern: string, count: number, { series, date }: NumberContext): string {
  const values: Readonly<Record<string, number>> = {
    series,
    number: count,
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
  };
  return partsOf(pattern)
    .map((part) => ("text" in part ? part.text : String(values[part.name] ?? 0).padStart(part.width, "0")))
    .join("");
}

/** What a count is kept by: two numbers with the same key are of one series and follow each other without a gap. */
export function seriesKey(
  { counter, restarts }: Pick<NumberingRule, "counter" | "restarts">,
  { series, date }: NumberContext,
): string {
  const since = restarts === "never" ? "" : date.slice(0, restarts === "yearly" ? 4 : 7);
  return `${counter}:${series}:${since}`;
}
