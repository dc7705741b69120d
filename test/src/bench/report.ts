import { isOnTarget, type BenchResult, type Figure } from "./figure.js";
import type { Machine } from "./measure/machine.js";
import { significant } from "./measure/statistics.js";

/** Everything that one run found; this is the JSON. */
export interface Report {
  readonly machine: Machine & { readonly postgres: string | null };
  readonly results: readonly BenchResult[];
}

/** The report for people: one table a bench. */
export function tableOf({ machine, results }: Report): string {
  const load = machine.loadBefore.join(" ");
  const lines = [
    `${machine.date}  ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.os}`,
    `node ${machine.node}, PostgreSQL ${machine.postgres ?? "not used"}, load average before: ${load}`,
  ];
  for (const { bench, figures, notes, seconds } of results) {
    lines.push("", `${bench}  (${Math.round(seconds)} s)`, ...rowsOf(figures), ...notes.map((note) => `  · ${note}`));
  }
  return lines.join("\n");
}

function rowsOf(figures: readonly Figure[]): string[] {
  const nameWidth = Math.max(...figures.map(({ name }) => name.length), 0);
  const shown = figures.map(({ value }) => formatted(value));
  const valueWidth = Math.max(...shown.map(({ length }) => length), 0);
  const unitWidth = Math.max(...figures.map(({ unit }) => unit.length), 0);
  return figures.map((figure, index) => {
    const { name, unit } = figure;
    const row = `  ${name.padEnd(nameWidth)}  ${(shown[index] ?? "").padStart(valueWidth)} ${unit.padEnd(unitWidth)}`;
    return `${row}  ${verdict(figure)}`.trimEnd();
  });
}

function verdict(figure: Figure): string {
  const { target } = figure;
  if (target === undefined) return "";
  return `${isOnTarget(figure) === true ? "✓" : "✗"} ${target.is} ${target.value}`;
}

function formatted(value: number): string {
  return Number.isFinite(value) ? significant(value).toLocaleString("en-US", { maximumSignificantDigits: 3 }) : "–";
}
