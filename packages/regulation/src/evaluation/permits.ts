import { refuse, type Actor, type Localized, type Refusal } from "@hearken/kernel";
import type { Gate, Rules } from "../rules/rule.js";
import { namesOf } from "../rules/event-name.js";
import { Asker } from "./asker.js";
import type { ProposedEvent, Standing } from "./standing.js";

/** The procedure allows it. */
export interface Permit {
  readonly kind: "permit";
  /** What the procedure advises against without refusing it. */
  readonly warnings: readonly { readonly clause: string; readonly message: Localized }[];
}

const PERMIT: Permit = { kind: "permit", warnings: [] };

/**
 * Whether the procedure allows `proposed` to happen to a complaint that stands like this.
 * A gate decides on the facts before the event. The refusal cites the clause of the first gate that is shut.
 * Whoever acts on behalf of somebody complained of passes no gate that shuts them out: it is asked about both.
 */
export function permits(rules: Rules, standing: Standing, proposed: ProposedEvent): Permit | Refusal {
  const undeclared = notDeclared(rules, proposed);
  if (undeclared !== undefined) return undeclared;
  const names = rules.qualified.has(proposed.type) ? namesOf(proposed.type, proposed.payload) : [proposed.type];
  const gates = names.flatMap((name) => rules.gates.get(name) ?? []);
  if (gates.length === 0) return PERMIT;
  const asker = new Asker(rules, standing.facts);
  asker.setNow(standing.at);
  const shut = new Set<Gate>();
  for (const actor of [proposed.actor, ...accusedBehind(proposed.actor, standing)]) {
    asker.see(proposed.type, proposed.payload, actor);
    for (const gate of gates) {
      if (gate.when !== undefined && !asker.ask(gate.when, true)) continue;
      if (asker.ask(gate.require, false)) continue;
      if (!gate.warns) return refusedBy(gate);
      shut.add(gate);
    }
  }
  const warnings = [...shut].map(({ clause, message }) => ({ clause, message }));
  return warnings.length === 0 ? PERMIT : { kind: "permit", warnings };
}

/** Those complained of whose delegate the actor is, as if they did it themselves. */
function accusedBehind(actor: Actor, { facts }: Standing): readonly Actor[] {
  const accused = facts["accusedStaffIds"] as readonly string[];
  const behind = (actor.onBehalfOf ?? []).filter(({ staffId }) => accused.includes(staffId));
  return behind.map(({ staffId }) => ({ ...actor, id: staffId }));
}

function refusedBy({ message, clause, field }: Gate): Refusal {
  return refuse("REGULATION", message, { clause, path: field === undefined ? [] : ["input", field] });
}

/** A step or a form that the regulation does not know cannot be taken or filed under it. */
function notDeclared(rules: Rules, proposed: ProposedEvent): Refusal | undefined {
  if (proposed.type === "step.taken" && !rules.steps.has(proposed.payload.step))
    return unknownName("step", proposed.payload.step);
  if (proposed.type === "record.filed" && !rules.forms.has(proposed.payload.form))
    return unknownName("form", proposed.payload.form);
  return undefined;
}

function unknownName(field: "step" | "form", code: string): Refusal {
  const message = { "zh-CN": `本制度没有“${code}”`, en: `this regulation knows no ${field} ${code}` };
  return refuse("REGULATION", message, { path: ["input", field] });
}
