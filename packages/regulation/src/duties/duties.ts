import { isUnpublished, type Calendar } from "@hearken/calendar";
import { parseDate, type Instant } from "@hearken/kernel";
import type { DutyRule, Rules } from "../rules/rule.js";
import { missingFrom } from "./duty-report.js";

/** What an organization did of its duties, as the journal keeps it. */
export interface DutyDone {
  readonly duty: string;
  /** The day for which it was due. */
  readonly on: string;
  /** The project, department or person that it was done for, where it is owed for each. */
  readonly subjectId?: string;
  readonly occurredAt: Instant;
  readonly sections: readonly string[];
  readonly to: readonly string[];
  /** Id of who did it. */
  readonly by: string;
}

/** One occurrence of a duty. */
export interface Duty {
  /** The code, the day and the subject: unique in the organization. */
  readonly key: string;
  readonly code: string;
  readonly clauses: readonly string[];
  readonly owner: string;
  readonly subjectId: string | null;
  readonly to: readonly string[];
  readonly sections: readonly string[];
  /** The day that the rule names, before it is moved to a working day. */
  readonly on: string;
  /** The end of its day; `null` when the holidays of its year are not published. */
  readonly dueAt: Instant | null;
  readonly warnAt: Instant | null;
  readonly status: "open" | "met" | "met_late" | "breached";
  readonly metAt: Instant | null;
  readonly by: string | null;
  /** Posts that hear of it once it is breached. */
  readonly breachTo: readonly string[];
  readonly rule: DutyRule;
}

/** What duties are asked about. */
export interface DutySpan {
  /** Days, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  /** Ids of what a duty is owed for each of. */
  readonly subjects?: Readonly<Partial<Record<NonNullable<DutyRule["each"]>, readonly string[]>>>;
}

interface Occurrence {
  readonly rule: DutyRule;
  readonly on: string;
  readonly subjectId: string | undefined;
  readonly dueAt: Instant | null;
}

/**
 * The duties of an organization whose day lies in the span, as they stand at `at`.
 * Pure: what was done comes in, nothing else is known.
 */
export function dutiesOf(rules: Rules, span: DutySpan, done: readonly DutyDone[]): readonly Duty[] {
  return rules.duties
    .flatMap((rule) => occurrences(rules, { rule, span, done }))
    .map((occurrence) => standingOf(rules.calendar, occurrence, { at: span.at, done }))
    .sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || (a.key < b.key ? -1 : 1));
}

function occurrences(
  { calendar }: Rules,
  { rule, span, done }: { readonly rule: DutyRule; readonly span: DutySpan; readonly done: readonly DutyDone[] },
): readonly Occurrence[] {
  const subjects = rule.each === undefined ? [undefined] : (span.subjects?.[rule.each] ?? []);
  const days =
    rule.after === undefined ? onItsDays(calendar, rule, span) : afterAnother(calendar, rule, { span, done });
  return days.flatMap(({ on, dueAt }) => subjects.map((subjectId) => ({ rule, on, subjectId, dueAt })));
}

interface DutyDay {
  readonly on: string;
  readonly dueAt: Instant | null;
}

function onItsDays(calendar: Calendar, rule: DutyRule, { from, to }: DutySpan): readonly DutyDay[] {
  return (rule.rule?.days(from, to) ?? []).map((on) => ({ on, dueAt: endOfItsDay(calendar, rule, on) }));
}

/** What follows another duty is owed for the same day as that one, so long after it was done. */
function afterAnother(
  calendar: Calendar,
  { after }: DutyRule,
  { span, done }: { readonly span: DutySpan; readonly done: readonly DutyDone[] },
): readonly DutyDay[] {
  if (after === undefined) return [];
  return done
    .filter((one) => one.duty === after.duty && one.occurredAt <= span.at && one.on >= span.from && one.on <= span.to)
    .map((one) => {
      const at = calendar.addPeriod(one.occurredAt, after.within);
      return { on: one.on, dueAt: after.within.ms === 0 ? calendar.endOfDate(calendar.dateAt(at)) : at };
    });
}

function standingOf(
  calendar: Calendar,
  { rule, on, subjectId, dueAt }: Occurrence,
  { at, done }: { readonly at: Instant; readonly done: readonly DutyDone[] },
): Duty {
  const first = done
    .filter((one) => one.duty === rule.code && one.on === on && one.subjectId === subjectId && one.occurredAt <= at)
    .filter((one) => missingFrom(rule, one).length === 0)
    .sort((a, b) => a.occurredAt - b.occurredAt)[0];
  // As with obligations: what is done at the very second that it is due is on time, and what is not is late from then on.
  const isLate = dueAt !== null && (first === undefined ? at >= dueAt : first.occurredAt > dueAt);
  return {
    key: [rule.code, on, ...(subjectId === undefined ? [] : [subjectId])].join(":"),
    code: rule.code,
    clauses: rule.clauses,
    owner: rule.owner,
    subjectId: subjectId ?? null,
    to: rule.to,
    sections: rule.sections,
    on,
    dueAt,
    warnAt: dueAt === null || rule.warn === undefined ? null : calendar.subtractPeriod(dueAt, rule.warn),
    status: first === undefined ? (isLate ? "breached" : "open") : isLate ? "met_late" : "met",
    metAt: first?.occurredAt ?? null,
    by: first?.by ?? null,
    breachTo: rule.breach,
    rule,
  };
}

/** How far a day may be moved to find a working day. */
const FARTHEST = 30;
const DAY = 86_400_000;

/** The end of the day, or of the nearest working day in the direction that the rule names. */
function endOfItsDay(calendar: Calendar, rule: DutyRule, on: string): Instant | null {
  const date = parseDate(on);
  if (date === undefined) return null;
  const end = calendar.endOfDate(date);
  if (rule.shift === "none") return end;
  const step = rule.shift === "next" ? DAY : -DAY;
  for (let moved = 0; moved <= FARTHEST; moved += 1) {
    const noon = (end - DAY / 2 + moved * step) as Instant;
    const works = calendar.isWorkingDay(noon);
    if (isUnpublished(works)) return null;
    if (works) return calendar.endOfDate(calendar.dateAt(noon));
  }
  return end;
}
