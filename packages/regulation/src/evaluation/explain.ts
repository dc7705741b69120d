import { isUnpublished, type Calendar, type Segment } from "@hearken/calendar";
import type { Instant } from "@hearken/kernel";
import type { DueForm, Rules } from "../rules/rule.js";
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

/** What of an obligation its time is told from. */
type Timed = Pick<Obligation, "rule" | "from" | "dueAt" | "pauses" | "pausedMs">;

/**
 * Where an obligation's time went, from the instant it counts from to its due time (or to `until`, while it stands still):
 * the lines follow each other without gap and sum to the whole.
 */
export function explain(rules: Rules, obligation: Timed, until: Instant): readonly LedgerLine[] {
  const end = obligation.dueAt ?? until;
  const lines: LedgerLine[] = [];
  const opening = countsOpeningHours(obligation, rules.calendar);
  const stretch = (span: Span): readonly LedgerLine[] => (opening ? ledger(rules.calendar, span) : [counted(span)]);
  let at = obligation.from;
  for (const pause of obligation.pauses) {
    const from = Math.min(Math.max(pause.from, at), end) as Instant;
    const to = Math.min(pause.to ?? end, end) as Instant;
    if (from > at) lines.push(...stretch({ from: at, to: from }));
    if (to > from) lines.push({ kind: "paused", from, to, countedMs: 0, name: pause.reason });
    at = Math.max(at, to) as Instant;
  }
  if (end > at) lines.push(...stretch({ from: at, to: end }));
  return lines;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

const counted = ({ from, to }: Span): LedgerLine => ({ kind: "counted", from, to, countedMs: to - from });

function ledger(calendar: Calendar, span: Span): readonly LedgerLine[] {
  const segments = calendar.ledger(span.from, span.to);
  return isUnpublished(segments) ? [counted(span)] : segments;
}

/**
 * Whether opening hours are what counts. An obligation does not say which alternative made its due time: where one that
 * counts every hour comes to the same instant, it was that one.
 */
function countsOpeningHours({ rule, from, dueAt, pausedMs }: Timed, calendar: Calendar): boolean {
  const alternatives = rule.due.flatMap(({ how }) => ("of" in how ? how.of.map((due) => due.how) : [how]));
  if (!alternatives.some(isOfOpeningHours)) return false;
  return !alternatives.some((how) => {
    if (how.form === "sameDay") return calendar.endOfDate(calendar.dateAt(from)) + pausedMs === dueAt;
    if (how.form !== "within" || how.count === "working") return false;
    return calendar.addPeriod(from, how.period) + pausedMs === dueAt;
  });
}

function isOfOpeningHours(how: DueForm): boolean {
  return how.form === "workingDays" || how.form === "nextOpening" || (how.form === "within" && how.count === "working");
}
