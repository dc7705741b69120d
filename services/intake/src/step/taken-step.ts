import type { Actor, Instant } from "@hearken/kernel";
import type { HistoryEvent } from "@hearken/regulation";

/** A step of the regulation as it was taken (步骤). */
export interface TakenStep {
  /** Of the fact. */
  readonly id: string;
  readonly step: string;
  readonly outcome: string | null;
  readonly party: string | null;
  readonly number: number | null;
  readonly date: string | null;
  /** The instant that it names. */
  readonly at: Instant | null;
  readonly items: readonly string[];
  readonly recordId: string | null;
  readonly staffId: string | null;
  readonly takenAt: Instant;
  readonly takenBy: Actor;
}

/** The steps of a history, in the order in which they were taken. */
export function stepsOf(history: readonly HistoryEvent[]): readonly TakenStep[] {
  return history
    .flatMap(({ id, type, payload, occurredAt, actor }): TakenStep[] =>
      type !== "step.taken"
        ? []
        : [
            {
              ...{ id, step: payload.step, takenAt: occurredAt, takenBy: actor },
              outcome: payload.outcome ?? null,
              party: payload.party ?? null,
              number: payload.number ?? null,
              date: payload.date ?? null,
              at: (payload.at ?? null) as Instant | null,
              items: payload.items ?? [],
              recordId: payload.recordId ?? null,
              staffId: payload.staffId ?? null,
            },
          ],
    )
    .sort((one, other) => one.takenAt - other.takenAt);
}
