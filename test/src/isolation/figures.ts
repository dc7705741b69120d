import { appendFileSync } from "node:fs";
import { isolationEnvironment } from "./environment.js";

/** What one part of the suite found; a line of the report. */
export type Found =
  | { readonly matrix: string; readonly cells: number }
  | { readonly mutants: string; readonly killed: number; readonly survivors: readonly string[] };

/** Adds a figure to the report of `npm run isolation`; under `npm test` nobody reads it. */
export function tell(found: Found): void {
  const { figures } = isolationEnvironment();
  if (figures !== undefined) appendFileSync(figures, `${JSON.stringify(found)}\n`);
}

/** Of a long list so many, evenly; all of it when the suite runs in full. */
export function someOf<T>(all: readonly T[], count: number): readonly T[] {
  if (isolationEnvironment().isFull || all.length <= count) return all;
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]).filter(
    (one) => one !== undefined,
  );
}

/** The first of each kind; all of them when the suite runs in full. */
export function oneOfEachKind<T extends { readonly kind: string }>(all: readonly T[]): readonly T[] {
  if (isolationEnvironment().isFull) return all;
  return [...new Map(all.toReversed().map((one) => [one.kind, one])).values()];
}
