import type { Instant } from "@hearken/kernel";
import { Asker } from "../evaluation/asker.js";
import type { Standing } from "../evaluation/standing.js";
import type { RetentionRule, Rules } from "../rules/rule.js";

/** A record whose keeping is asked about. */
export interface KeptRecord {
  /** A form's code, or a kind of record such as `complaint`. */
  readonly kind: string;
  readonly filedAt: Instant;
  /** `null` while the complaint is open: what is kept from closing is kept until then in any case. */
  readonly closedAt: Instant | null;
  /** The last record of the same complaint. */
  readonly lastRecordAt?: Instant;
}

/** How long a record is kept, and under which rule. */
export interface Keeping {
  readonly rule: RetentionRule;
  /** `null`: for good, or at least while the complaint is open. */
  readonly until: Instant | null;
}

/**
 * How long the regulation demands that a record be kept: the longest of the rules that apply.
 * `undefined` when it says nothing about that kind of record.
 */
export function keepingOf(rules: Rules, record: KeptRecord, standing?: Standing): Keeping | undefined {
  const asker = new Asker(rules, standing?.facts ?? rules.conditions.initialFacts);
  const applying = rules.retention.filter(
    ({ of, when, keep }) =>
      keep !== undefined && of.includes(record.kind) && (when === undefined || asker.ask(when, true)),
  );
  const keepings = applying.map((rule): Keeping => ({ rule, until: untilOf(rules, rule, record) }));
  return keepings.reduce<Keeping | undefined>((longest, one) => {
    if (longest === undefined) return one;
    return longest.until !== null && (one.until === null || one.until > longest.until) ? one : longest;
  }, undefined);
}

function untilOf({ calendar }: Rules, { keep, from }: RetentionRule, record: KeptRecord): Instant | null {
  if (keep === "permanent" || keep === undefined) return null;
  const start = { filed: record.filedAt, closed: record.closedAt, last_record: record.lastRecordAt ?? record.filedAt }[
    from
  ];
  return start === null ? null : calendar.addPeriod(start, keep);
}
