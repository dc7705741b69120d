import { Asker } from "../evaluation/asker.js";
import type { Standing } from "../evaluation/standing.js";
import type { MetricRule, Rules } from "../rules/rule.js";

/** A share: `count` of `of` complaints. */
export interface Measure {
  readonly rule: MetricRule;
  readonly count: number;
  readonly of: number;
  /** Between 0 and 1; `null` when there is nothing to measure. */
  readonly share: number | null;
}

/** Every metric of a regulation over some complaints. */
export function measure(rules: Rules, standings: Iterable<Pick<Standing, "facts">>): readonly Measure[] {
  const sums = rules.metrics.map((rule) => ({ rule, count: 0, of: 0 }));
  for (const { facts } of standings) {
    const asker = new Asker(rules, facts);
    for (const sum of sums) {
      if (!asker.ask(sum.rule.of, false)) continue;
      sum.of += 1;
      if (asker.ask(sum.rule.count, false)) sum.count += 1;
    }
  }
  return sums.map((sum) => ({ ...sum, share: sum.of === 0 ? null : sum.count / sum.of }));
}
