import { Asker } from "../evaluation/asker.js";
import type { Standing } from "../evaluation/standing.js";
import type { MetricRule, Rules } from "../rules/rule.js";

/** A figure over complaints. */
export interface Measure {
  readonly rule: MetricRule;
  /** What the figure is about, where there is one for each; "" else. */
  readonly by: string;
  /** Complaints that count, and those that it is about. */
  readonly count: number;
  readonly of: number;
  /** A share lies between 0 and 1; `null` when there is nothing to measure. */
  readonly value: number | null;
  /** Whether the target is reached; `null` without a target or a value. */
  readonly reaches: boolean | null;
}

interface Sum {
  readonly rule: MetricRule;
  readonly by: string;
  count: number;
  of: number;
  sum: number;
}

/** Every metric of a regulation over some complaints, in the order of the file. */
export function measure(rules: Rules, standings: Iterable<Pick<Standing, "facts">>): readonly Measure[] {
  const sums = rules.metrics.map((rule) => {
    const alone: Sum = { rule, by: "", count: 0, of: 0, sum: 0 };
    return { rule, groups: new Map<string, Sum>(rule.by === undefined ? [["", alone]] : []) };
  });
  for (const { facts } of standings) {
    const asker = new Asker(rules, facts);
    for (const { rule, groups } of sums) {
      if (!asker.ask(rule.of, false)) continue;
      const by = rule.by === undefined ? "" : asker.ask(rule.by, "");
      const group = groups.get(by) ?? { rule, by, count: 0, of: 0, sum: 0 };
      groups.set(by, group);
      group.of += 1;
      if (!asker.ask(rule.count, false)) continue;
      group.count += 1;
      group.sum += rule.value === undefined ? 0 : Number(asker.ask(rule.value, 0n));
    }
  }
  return sums.flatMap(({ groups }) => [...groups.values()].sort((a, b) => (a.by < b.by ? -1 : 1)).map(figureOf));
}

function figureOf({ rule, by, count, of, sum }: Sum): Measure {
  const value = { share: of === 0 ? null : count / of, count, sum, mean: count === 0 ? null : sum / count }[
    rule.measure
  ];
  const reaches = value === null || rule.target === undefined ? null : value >= rule.target;
  return { rule, by, count, of, value, reaches };
}
