import { refuse, type Localized, type Refusal } from "@hearken/kernel";
import type { Rules } from "../rules/rule.js";
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
 */
export function permits(rules: Rules, standing: Standing, proposed: ProposedEvent): Permit | Refusal {
  const undeclared = notDeclared(rules, proposed);
  if (undeclared !== undefined) return undeclared;
  const names = rules.qualified.has(proposed.type) ? namesOf(proposed.type, proposed.payload) : [proposed.type];
  const gates = names.flatMap((name) => rules.gates.get(name) ?? []);
  if (gates.length === 0) return PERMIT;
  const asker = new Asker(rules, standing.facts);
  asker.setNow(standing.at);
  asker.see(proposed.type, proposed.payload, proposed.actor);
  const warnings: Permit["warnings"][number][] = [];
  for (const gate of gates) {
    if (gate.when !== undefined && !asker.ask(gate.when, true)) continue;
    if (asker.ask(gate.require, false)) continue;
    if (gate.warns) {
      warnings.push({ clause: gate.clause, message: gate.message });
      continue;
    }
    return refuse("REGULATION", gate.message, {
      clause: gate.clause,
      path: gate.field === undefined ? [] : ["input", gate.field],
    });
  }
  return warnings.length === 0 ? PERMIT : { kind: "permit", warnings };
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
