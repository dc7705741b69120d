import type { Found } from "./figures.js";

/** What a run of the whole suite found. */
export interface IsolationReport {
  readonly killed: number;
  readonly total: number;
  readonly kinds: readonly { readonly kind: string; readonly killed: number; readonly total: number }[];
  readonly survivors: readonly string[];
  /** Cells by matrix. */
  readonly cells: Readonly<Record<string, number>>;
}

export function reportOf(found: readonly Found[]): IsolationReport {
  const kinds = new Map<string, { killed: number; total: number }>();
  const cells: Record<string, number> = {};
  const survivors: string[] = [];
  for (const one of found) {
    if ("matrix" in one) {
      cells[one.matrix] = (cells[one.matrix] ?? 0) + one.cells;
      continue;
    }
    const { killed, total } = kinds.get(one.mutants) ?? { killed: 0, total: 0 };
    kinds.set(one.mutants, { killed: killed + one.killed, total: total + one.killed + one.survivors.length });
    survivors.push(...one.survivors.map((survivor) => `${one.mutants}: ${survivor}`));
  }
  const list = [...kinds].map(([kind, counts]) => ({ kind, ...counts }));
  return {
    killed: list.reduce((sum, { killed }) => sum + killed, 0),
    total: list.reduce((sum, { total }) => sum + total, 0),
    kinds: list,
    survivors,
    cells,
  };
}

/** The report for people; the last line is the figure. */
export function textOf({ killed, total, kinds, survivors, cells }: IsolationReport): string {
  const width = Math.max(0, ...kinds.map(({ kind }) => kind.length));
  const lines = [
    ...Object.entries(cells).map(([matrix, count]) => `${matrix} matrix: ${count} cells`),
    ...kinds.map((one) => `  ${one.kind.padEnd(width)}  ${one.killed} / ${one.total}`),
    ...survivors.map((survivor) => `survived: ${survivor}`),
    `mutants killed / total: ${killed} / ${total}, of ${kinds.length} kinds`,
  ];
  return `${lines.join("\n")}\n`;
}
