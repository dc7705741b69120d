import type { Instant } from "@hearken/kernel";
import type { Rules } from "../rules/rule.js";
import { Simulation } from "./simulation.js";
import type { HistoryEvent, Standing } from "./standing.js";

/**
 * All that follows from `history` at the instant `at`: a pure function, the heart of the house.
 * Events that occurred after `at` are not known yet; the order in which the history is given does not matter beyond
 * the order of events of one instant.
 */
export function evaluate(rules: Rules, history: readonly HistoryEvent[], at: Instant): Standing {
  return new Simulation(rules).run(inOrder(history), at);
}

/** History in the order in which it occurred: a late fact takes the place that it had. */
function inOrder(history: readonly HistoryEvent[]): readonly HistoryEvent[] {
  let previous = -Infinity;
  for (const event of history) {
    if (event.occurredAt < previous) return [...history].sort((a, b) => a.occurredAt - b.occurredAt);
    previous = event.occurredAt;
  }
  return history;
}
