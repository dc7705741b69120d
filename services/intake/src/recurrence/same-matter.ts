import type { ComplaintId, Instant } from "@hearken/kernel";

/** A complaint of the same matter, as far as recurrence needs to know it. */
export interface SameMatter {
  readonly id: ComplaintId;
  readonly receivedAt: Instant;
  /** The people behind it: a reference where they have one, else their id. */
  readonly people: readonly string[];
  /** The greatest count that its stream was told. */
  readonly told: number;
}

/** Several people complained of one matter inside one window. */
export interface FoundRecurrence {
  readonly windowStart: Instant;
  /** When the last of them was received. */
  readonly windowEnd: Instant;
  readonly complainants: number;
  readonly complaints: readonly SameMatter[];
}

export interface Search {
  /** All complaints of the matter around `about`, in the order of their receipt. */
  readonly complaints: readonly SameMatter[];
  readonly about: ComplaintId;
  /** From how many distinct people on. */
  readonly least: number;
  /** The first instant of the rolling window that ends at an instant. */
  readonly startOf: (end: Instant) => Instant;
}

/**
 * The rolling window that holds `about` and the most distinct people; `undefined` when that is fewer than `least`.
 * Every window ends at a complaint: a window that ends between two holds no more than the one that ends at the earlier.
 */
export function findRecurrence({ complaints, about, least, startOf }: Search): FoundRecurrence | undefined {
  let best: FoundRecurrence | undefined;
  for (const { receivedAt: windowEnd } of complaints) {
    const windowStart = startOf(windowEnd);
    const inside = complaints.filter(({ receivedAt }) => receivedAt >= windowStart && receivedAt <= windowEnd);
    if (!inside.some(({ id }) => id === about)) continue;
    const complainants = new Set(inside.flatMap(({ people }) => people)).size;
    if (complainants >= least && complainants > (best?.complainants ?? 0)) {
      best = { windowStart, windowEnd, complainants, complaints: inside };
    }
  }
  return best;
}

/** Above this many people only every tenth more is told to all: each telling writes to every complaint of the matter. */
const EACH_UNTIL = 30;

/** The complaints whose streams have not been told of so many people yet. */
export function untold({ complaints, complainants }: FoundRecurrence, about: ComplaintId): readonly SameMatter[] {
  const isForAll = complainants <= EACH_UNTIL || complainants % 10 === 0;
  return complaints.filter(({ id, told }) => told < complainants && (isForAll || told === 0 || id === about));
}
