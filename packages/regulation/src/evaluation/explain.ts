import { isUnpublished, type Calendar, type Segment } from "@hearken/calendar";
import type { Instant } from "@hearken/kernel";
import type { Rules } from "../rules/rule.js";
import type { Obligation } from "./standing.js";

/** One stretch of an obligation's time: what it was and how much of it counted. */
export interface LedgerLine {
  readonly kind: Segment["kind"] | "paused";
  readonly from: Instant;
  readonly to: Instant;
  /** Milliseconds that counted towards the due time. */
  readonly countedMs: number;
  /** The holiday's name, or the reason of the pause. */
  readonly name?: string;
}

/**
 * Where an obligation's time went, from the instant it counts from to its due time (or to `until`, while it stands still):
 * the lines follow each other without gap and sum to the whole.
 */
export function explain(rules: Rules, obligation: Obligation, until: Instant): readonly LedgerLine[] {
  const end = obligation.dueAt ?? until;
  const lines: LedgerLine[] = [];
  let at = obligation.from;
  for (const pause of obligation.pauses) {
    const from = Math.min(Math.max(pause.from, at), end) as Instant;
    const to = Math.min(pause.to ?? end, end) as Instant;
    if (from > at) lines.push(...stretch(rules.calendar, obligation, { from: at, to: from }));
    if (to > from) lines.push({ kind: "paused", from, to, countedMs: 0, name: pause.reason });
    at = Math.max(at, to) as Instant;
  }
  if (end > at) lines.push(...stretch(rules.calendar, obligation, { from: at, to: end }));
  return lines;
}

function stretch(
  calendar: Calendar,
  obligation: Obligation,
  { from, to }: { from: Instant; to: Instant },
): readonly LedgerLine[] {
  if (!countsOpeningHours(obligation)) return [{ kind: "counted", from, to, countedMs: to - from }];
  const ledger = calendar.ledger(from, to);
  return isUnpublished(ledger) ? [{ kind: "counted", from, to, countedMs: to - from }] : ledger;
}

function countsOpeningHours(obligation: Obligation): boolean {
  return obligation.rule.due.some(
    ({ how }) =>
      how.form === "workingDays" || how.form === "nextOpening" || (how.form === "within" && how.count === "working"),
  );
}
