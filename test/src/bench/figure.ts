/** One measured figure: `value` in `unit`, beside what the project aims at. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: Target;
}

export interface Target {
  readonly is: "at least" | "at most" | "below";
  readonly value: number;
}

/** What one bench found. */
export interface BenchResult {
  readonly bench: BenchName;
  readonly figures: readonly Figure[];
  /** What must be known to read the figures: what was missing, what was left out. */
  readonly notes: readonly string[];
  /** Everything else that was measured, for whoever looks closer. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly seconds: number;
}

export const BENCHES = ["engine", "filing", "import", "page", "time", "wall"] as const;
export type BenchName = (typeof BENCHES)[number];

/** `undefined` when nothing is aimed at. */
export function isOnTarget({ value, target }: Figure): boolean | undefined {
  switch (target?.is) {
    case undefined:
      return undefined;
    case "at least":
      return value >= target.value;
    case "at most":
      return value <= target.value;
    case "below":
      return value < target.value;
  }
}

/** Hears how far a bench is. */
export type Progress = (text: string) => void;
