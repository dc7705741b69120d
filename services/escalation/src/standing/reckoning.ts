import { contractOf } from "@hearken/contracts";
import type { Instant } from "@hearken/kernel";
import { evaluate, type HistoryEvent, type Rules } from "@hearken/regulation";
import type { Conclusion } from "./conclusion.js";
import { project, type Place, type Projection } from "./projection.js";

/** The regulation under which a complaint was received; `undefined` when its history knows no receipt. */
export function receivedUnder(
  history: readonly HistoryEvent[],
): Pick<Place, "regulation" | "regulationVersion"> | undefined {
  for (const event of history) {
    if (event.type === "complaint.received") {
      return { regulation: event.payload.regulation, regulationVersion: event.payload.regulationVersion };
    }
  }
  return undefined;
}

export interface Reckoning {
  readonly place: Place;
  readonly history: readonly HistoryEvent[];
  readonly at: Instant;
}

/**
 * What follows from a history at an instant, as rows.
 * Throws what the engine throws, and when the regulation would have to be asked again at once, without end.
 */
export function reckon(rules: Rules, { place, history, at }: Reckoning): Projection {
  const standing = evaluate(rules, history, at);
  if (standing.nextChangeAt !== null && standing.nextChangeAt <= at) {
    throw new Error(`the standing at ${at} changes again at ${standing.nextChangeAt}, which has passed`);
  }
  return project(place, standing, nextFactAt(history, at));
}

/** Facts may be dated a little ahead of the house's clock: they count when their time comes. */
function nextFactAt(history: readonly HistoryEvent[], at: Instant): Instant | null {
  let next: Instant | null = null;
  for (const { occurredAt } of history) if (occurredAt > at && (next === null || occurredAt < next)) next = occurredAt;
  return next;
}

/** What is wrong with the first conclusion that breaks its contract. */
export function unspeakable(conclusions: readonly Conclusion[]): string | undefined {
  for (const { type, payload } of conclusions) {
    const checked = contractOf(type)?.schema.safeParse(payload);
    if (checked?.success !== true) return `${type}: ${checked?.error.issues[0]?.message ?? "no such event"}`;
  }
  return undefined;
}
