import { STATUSES, type Outcome, type Statuses } from "./outcome.js";

/** Counts over the complaints of a trial, under their own regulations and under the one that is tried. */
export interface Tally {
  readonly own: Side;
  readonly tried: Side;
  /** Complaints that could not be evaluated under one of them; they are counted nowhere else. */
  readonly failed: number;
}

export interface Side {
  /** How many obligations of each code stand how. */
  readonly obligations: Readonly<Record<string, Statuses>>;
  /** How many complaints have each level; `""` for none. */
  readonly levels: Readonly<Record<string, number>>;
}

const EMPTY: Side = { obligations: {}, levels: {} };
export const NOTHING_TRIED: Tally = { own: EMPTY, tried: EMPTY, failed: 0 };

/** What one complaint came to; `undefined` when it could not be evaluated. */
export type Tried = { readonly own: Outcome; readonly tried: Outcome } | undefined;

/** The tally with more complaints counted. */
export function counted(tally: Tally, outcomes: readonly Tried[]): Tally {
  const known = outcomes.filter((one) => one !== undefined);
  return {
    own: withOutcomes(
      tally.own,
      known.map(({ own }) => own),
    ),
    tried: withOutcomes(
      tally.tried,
      known.map(({ tried }) => tried),
    ),
    failed: tally.failed + outcomes.length - known.length,
  };
}

function withOutcomes(side: Side, outcomes: readonly Outcome[]): Side {
  const levels = new Map(Object.entries(side.levels));
  const obligations = new Map(Object.entries(side.obligations));
  for (const outcome of outcomes) {
    const level = outcome.level ?? "";
    levels.set(level, (levels.get(level) ?? 0) + 1);
    for (const [code, statuses] of Object.entries(outcome.obligations))
      obligations.set(code, sum(obligations.get(code) ?? {}, statuses));
  }
  return { levels: Object.fromEntries(levels), obligations: Object.fromEntries(obligations) };
}

function sum(a: Statuses, b: Statuses): Statuses {
  return Object.fromEntries(
    STATUSES.flatMap((status) => {
      const count = (a[status] ?? 0) + (b[status] ?? 0);
      return count === 0 ? [] : [[status, count]];
    }),
  );
}
