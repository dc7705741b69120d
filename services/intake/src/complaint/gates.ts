import { isRefusal, type Instant, type Refusal } from "@hearken/kernel";
import { evaluate, permits, type ProposedEvent, type Rules, type Standing } from "@hearken/regulation";
import type { Warning } from "./done.js";

/**
 * What the regulation says to these facts: the refusal of the first gate that is shut, or what it warns of.
 * Standing is reckoned only when some gate may be about facts of their types.
 */
export function askGates(
  rules: Rules,
  standing: () => Standing,
  proposed: readonly ProposedEvent[],
): readonly Warning[] | Refusal {
  const warnings: Warning[] = [];
  for (const event of proposed) {
    if (!isGated(rules, event.type)) continue;
    const answer = permits(rules, standing(), event);
    if (isRefusal(answer)) return answer;
    warnings.push(...answer.warnings);
  }
  return warnings;
}

/** Whether some gate may be about facts of this type, or about some of them (`fact.recorded:safetyImpact`). */
function isGated({ gates, qualified }: Rules, type: string): boolean {
  return gates.has(type) || qualified.has(type);
}

const unbegun = new WeakMap<Rules, Standing>();

/** The standing of a complaint to which nothing has happened: the same for all of them, so it is reckoned once. */
export function beforeReceipt(rules: Rules, at: Instant): Standing {
  const known = unbegun.get(rules) ?? evaluate(rules, [], at);
  unbegun.set(rules, known);
  return { ...known, at };
}
