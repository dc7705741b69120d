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

/**
 * A complaint's evaluation that goes on: what happens next is taken in without letting everything happen again.
 * It answers what `evaluate` would; a fact of the past begins it anew.
 */
export class Evaluation {
  #simulation: Simulation;
  #history: HistoryEvent[] = [];
  /** What has not happened yet as far as the simulation knows. */
  #waiting: HistoryEvent[] = [];
  #reached = -Infinity;

  constructor(readonly rules: Rules) {
    this.#simulation = new Simulation(rules);
  }

  add(event: HistoryEvent): void {
    this.#history.push(event);
    if (event.occurredAt <= this.#reached) this.#beginAnew();
    else this.#waiting.push(event);
  }

  /** The standing at `at`. */
  at(at: Instant): Standing {
    if (at < this.#reached) this.#beginAnew();
    const due = inOrder(this.#waiting.filter(({ occurredAt }) => occurredAt <= at));
    this.#waiting = this.#waiting.filter(({ occurredAt }) => occurredAt > at);
    this.#reached = at;
    return this.#simulation.run(due, at);
  }

  #beginAnew(): void {
    this.#simulation = new Simulation(this.rules);
    this.#waiting = [...this.#history];
    this.#reached = -Infinity;
  }
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
