import type { Instant } from "@hearken/kernel";
import { evaluate, keepingOf, type HistoryEvent, type Keeping, type Rules } from "@hearken/regulation";
import type { FiledRecord } from "./record.js";

export interface Keep {
  readonly rules: Rules;
  readonly history: readonly HistoryEvent[];
  readonly now: Instant;
}

/** How long a record must be kept as things stand; `undefined` when the regulation says nothing about its form. */
export function keepingOfRecord(
  { form, lastFiledAt }: Pick<FiledRecord, "form" | "lastFiledAt">,
  { rules, history, now }: Keep,
): Keeping | undefined {
  const rulesAbout = rules.retention.filter(({ of }) => of.includes(form));
  if (rulesAbout.length === 0) return undefined;
  const standing = rulesAbout.some(({ when }) => when !== undefined) ? evaluate(rules, history, now) : undefined;
  const kept = { kind: form, filedAt: lastFiledAt, closedAt: closedAt(history), lastRecordAt: lastRecordAt(history) };
  return keepingOf(rules, { ...kept, lastRecordAt: kept.lastRecordAt ?? lastFiledAt }, standing);
}

/** When the complaint was closed for the last time; `null` while it goes on. */
function closedAt(history: readonly HistoryEvent[]): Instant | null {
  const last = history.findLast(({ type }) => type === "complaint.closed" || type === "complaint.reopened");
  return last?.type === "complaint.closed" ? last.occurredAt : null;
}

function lastRecordAt(history: readonly HistoryEvent[]): Instant | undefined {
  const filed = history.filter(({ type }) => type === "record.filed").map(({ occurredAt }) => occurredAt);
  return filed.length === 0 ? undefined : (Math.max(...filed) as Instant);
}
