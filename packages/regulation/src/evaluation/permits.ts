import { refuse, type Refusal } from "@hearken/kernel";
import type { Rules } from "../rules/rule.js";
import { Asker } from "./asker.js";
import type { ProposedEvent, Standing } from "./standing.js";

/** The procedure allows it. */
export interface Permit {
  readonly kind: "permit";
}

const PERMIT: Permit = { kind: "permit" };

/**
 * Whether the procedure allows `proposed` to happen to a complaint that stands like this.
 * A gate decides on the facts before the event. The refusal cites the clause of the first gate that is shut.
 */
export function permits(rules: Rules, standing: Standing, proposed: ProposedEvent): Permit | Refusal {
  const gates = rules.gates.get(proposed.type);
  if (gates === undefined) return PERMIT;
  const asker = new Asker(rules, standing.facts);
  asker.see(proposed.type, proposed.payload, proposed.actor);
  for (const gate of gates) {
    if (gate.when !== undefined && !asker.ask(gate.when, true)) continue;
    if (asker.ask(gate.require, false)) continue;
    return refuse("REGULATION", gate.message, {
      clause: gate.clause,
      path: gate.field === undefined ? [] : ["input", gate.field],
    });
  }
  return PERMIT;
}
