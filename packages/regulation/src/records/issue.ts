import type { Instant } from "@hearken/kernel";
import { Asker } from "../evaluation/asker.js";
import type { Standing } from "../evaluation/standing.js";
import type { NumberingRule, Rules } from "../rules/rule.js";
import { seriesKey, writeNumber } from "./numbering.js";

/** How the next record of a form is numbered. */
export interface Issue {
  readonly rule: NumberingRule;
  /** What its count is kept by, unique within the regulation: see `seriesKey`. */
  readonly series: string;
  /** The number of the `count`th record of the series, counted from 1. */
  write(count: number): string;
}

/** `undefined`: the regulation numbers no record of that form. The facts say in which series it counts. */
export function issueOf(
  rules: Rules,
  { form, at }: { readonly form: string; readonly at: Instant },
  { facts }: Pick<Standing, "facts">,
): Issue | undefined {
  const rule = rules.numbering.find(({ of }) => of.includes(form));
  if (rule === undefined) return undefined;
  const series = rule.series === undefined ? 0 : Number(new Asker(rules, facts).ask(rule.series, 0n));
  const context = { series, date: rules.calendar.dateAt(at) };
  return {
    rule,
    series: seriesKey(rule, context),
    write: (count) => writeNumber(rule.pattern, count, context),
  };
}
