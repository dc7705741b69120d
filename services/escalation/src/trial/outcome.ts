import type { Instant } from "@hearken/kernel";
import type { ObligationStatus, Standing } from "@hearken/regulation";

/*
 * Outcome: what a complaint came to under one regulation, as far as it can be laid beside what it came to under another:
 * its level, how its obligations stand by their codes, and when the next of them is due.
 */

/** How many obligations of one code stand how; what is not there is none. */
export type Statuses = Readonly<Partial<Record<ObligationStatus, number>>>;

export interface Outcome {
  readonly level: string | null;
  readonly obligations: Readonly<Record<string, Statuses>>;
  /** When the next of what is open is due; `null`: nothing is, or it cannot be told. */
  readonly nextDueAt: Instant | null;
}

/** What a standing came to. */
export function outcomeOf(standing: Standing): Outcome {
  const obligations: Record<string, Partial<Record<ObligationStatus, number>>> = {};
  let nextDueAt: Instant | null = null;
  for (const { code, status, dueAt } of standing.obligations) {
    const statuses = (obligations[code] ??= {});
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === "open" && dueAt !== null && (nextDueAt === null || dueAt < nextDueAt)) nextDueAt = dueAt;
  }
  return { level: standing.level?.code ?? null, obligations, nextDueAt };
}

export const STATUSES = ["open", "met", "met_late", "breached", "waived", "void"] as const satisfies ObligationStatus[];

/** Two outcomes of one complaint, of the obligations only those that differ. */
export interface Difference {
  readonly own: Outcome;
  readonly tried: Outcome;
}

/** Where two outcomes differ; `undefined` when they are alike. */
export function differenceOf(own: Outcome, tried: Outcome): Difference | undefined {
  const codes = [...new Set([...Object.keys(own.obligations), ...Object.keys(tried.obligations)])];
  const differing = codes.filter((code) => !isAlike(own.obligations[code], tried.obligations[code]));
  if (differing.length === 0 && own.level === tried.level && own.nextDueAt === tried.nextDueAt) return undefined;
  const only = (outcome: Outcome): Outcome => ({
    ...outcome,
    obligations: Object.fromEntries(
      differing.flatMap((code) => {
        const statuses = outcome.obligations[code];
        return statuses === undefined ? [] : [[code, statuses]];
      }),
    ),
  });
  return { own: only(own), tried: only(tried) };
}

const isAlike = (own: Statuses = {}, tried: Statuses = {}): boolean =>
  STATUSES.every((status) => (own[status] ?? 0) === (tried[status] ?? 0));
