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

/** What a fact leaves that a regulation may want to be kept, besides the complaint itself. */
function kindOf({ type, payload }: HistoryEvent): string | undefined {
  switch (type) {
    case "record.filed":
      return payload.form;
    case "evidence.attached":
      return "evidence";
    case "reply.sent":
      return "reply";
    default:
      return undefined;
  }
}

/**
 * What must be kept the longest of all that there is about the complaint, as things stand; `undefined` when the
 * regulation demands nothing to be kept of it.
 */
export function keepingOfComplaint(keep: Keep): Keeping | undefined {
  const [first] = keep.history;
  if (first === undefined) return undefined;
  const lastOf = new Map([["complaint", first.occurredAt]]);
  for (const event of keep.history) {
    const kind = kindOf(event);
    if (kind !== undefined) lastOf.set(kind, event.occurredAt);
  }
  let longest: Keeping | undefined;
  for (const [form, lastFiledAt] of lastOf) {
    const one = keepingOfRecord({ form, lastFiledAt }, keep);
    if (one !== undefined && (longest === undefined || endOf(one) > endOf(longest))) longest = one;
  }
  return longest;
}

/** What is kept for good ends after everything else. */
function endOf({ until }: Keeping): number {
  return until ?? Number.POSITIVE_INFINITY;
}

const ENDS: ReadonlySet<string> = new Set(["complaint.closed", "complaint.withdrawn", "complaint.hand_over_declined"]);

/** When the complaint was closed, withdrawn or declined for the last time; `null` while it goes on. */
function closedAt(history: readonly HistoryEvent[]): Instant | null {
  const last = history.findLast(({ type }) => ENDS.has(type) || type === "complaint.reopened");
  return last === undefined || last.type === "complaint.reopened" ? null : last.occurredAt;
}

function lastRecordAt(history: readonly HistoryEvent[]): Instant | undefined {
  const filed = history.filter(({ type }) => type === "record.filed").map(({ occurredAt }) => occurredAt);
  return filed.length === 0 ? undefined : (Math.max(...filed) as Instant);
}
