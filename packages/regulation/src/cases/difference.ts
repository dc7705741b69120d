import type { Instant } from "@hearken/kernel";
import { instantOf } from "./case-event.js";

/* What is found, beside what a case says. */

/** Nothing where the case does not ask. */
export const differs = (what: string, found: string, expected: string | undefined): readonly string[] =>
  expected === undefined || found === expected ? [] : [`${what} is ${found}, not ${expected}`];

/** Codes or days in order, each once. */
export const sorted = (codes: readonly string[], none = "nobody"): string =>
  [...new Set(codes)].sort().join(", ") || none;

/** A day and a time of a case as `shown` writes it. */
export function dueOf(due: string | undefined, zone: string): string | undefined {
  return due === undefined ? undefined : shown(instantOf(due, zone), zone);
}

export function shown(at: Instant | null, zone: string): string {
  if (at === null) return "without a term";
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: "second" }).replace("T", " ");
}
