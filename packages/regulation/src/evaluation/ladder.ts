import { firstUntainted, isUnderAccused } from "../rules/hierarchy.js";
import type { Rules } from "../rules/rule.js";

/**
 * The post to which a complaint rises: the next of the ladder above `from`, or the one that the rule names.
 * Nobody complained of, nor anyone under them, is ever reached; `undefined` when the ladder ends.
 */
export function nextRung(
  rules: Rules,
  climb: { wanted: string; from: string; accused: readonly string[]; ladder?: readonly string[] },
): string | undefined {
  const { wanted, from, accused, ladder = rules.ladder } = climb;
  const start = wanted === "next" ? ladder.indexOf(from) + 1 : Math.max(0, ladder.indexOf(wanted));
  if (wanted !== "next" && !ladder.includes(wanted)) return isTainted(rules, wanted, accused) ? undefined : wanted;
  return firstUntainted(ladder.slice(start), { over: rules.superiors, accused });
}

/** Whether the post is complained of, or stands under one that is. */
export function isTainted(rules: Rules, post: string, accused: readonly string[]): boolean {
  return isUnderAccused(post, { over: rules.superiors, accused });
}
