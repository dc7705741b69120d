import { isUnpublished, type Calendar } from "@hearken/calendar";
import { parseDate, type Instant } from "@hearken/kernel";
import type { DutyRule, Rules } from "../rules/rule.js";

/** What an organization did of its duties, as the journal keeps it. */
export interface DutyDone {
  readonly duty: string;
  /** The day for which it was due. */
  readonly on: string;
  readonly occurredAt: Instant;
  readonly sections: readonly string[];
  readonly to: readonly string[];
  /** Id of who did it. */
  readonly by: string;
}

/** One occurrence of a duty. */
export interface Duty {
  /** The code and the day: unique in the organization. */
  readonly key: string;
  readonly code: string;
  readonly clauses: readonly string[];
  readonly owner: string;
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

/** How far a day may be moved to find a working day. */
const FARTHEST = 30;

/**
 * The periodic duties of an organization whose day lies between `from` and `to` (`YYYY-MM-DD`, both included), as they
 * stand at `at`. Pure: what was done comes in, nothing else is known.
 */
export function dutiesOf(
  rules: Rules,
  span: { readonly from: string; readonly to: string; readonly at: Instant },
  done: readonly DutyDone[],
): readonly Duty[] {
  return rules.duties
    .flatMap((rule) =>
      (rule.rule?.days(span.from, span.to) ?? []).map((on) => dutyOn(rules, { rule, on }, { span, done })),
    )
    .sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || (a.key < b.key ? -1 : 1));
}

function dutyOn(
  { calendar }: Rules,
  { rule, on }: { readonly rule: DutyRule; readonly on: string },
  { span, done }: { readonly span: { readonly at: Instant }; readonly done: readonly DutyDone[] },
): Duty {
  const dueAt = dueOf(calendar, rule, on);
  const first = done
    .filter((one) => one.duty === rule.code && one.on === on && one.occurredAt <= span.at && isWhole(rule, one))
    .sort((a, b) => a.occurredAt - b.occurredAt)[0];
  const isLate = dueAt !== null && (first?.occurredAt ?? span.at) > dueAt;
  return {
    key: `${rule.code}:${on}`,
    code: rule.code,
    clauses: rule.clauses,
    owner: rule.owner,
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

/** Half a report, or one that did not reach whoever must have it, fulfils nothing. */
function isWhole(rule: DutyRule, done: DutyDone): boolean {
  return missingFrom(rule, done).length === 0;
}

/** The sections and recipients that a report still lacks. */
export function missingFrom(
  rule: DutyRule,
  given: { readonly sections: readonly string[]; readonly to: readonly string[] },
): readonly string[] {
  return [
    ...rule.sections.filter((section) => !given.sections.includes(section)),
    ...rule.to.filter((post) => !given.to.includes(post)),
  ];
}

/** The end of the day, or of the nearest working day in the direction that the rule names. */
function dueOf(calendar: Calendar, rule: DutyRule, on: string): Instant | null {
  const date = parseDate(on);
  if (date === undefined) return null;
  const end = calendar.endOfDate(date);
  if (rule.shift === "none") return end;
  const step = rule.shift === "next" ? 1 : -1;
  for (let moved = 0; moved <= FARTHEST; moved += 1) {
    const noon = (end - 12 * 3_600_000 + moved * step * 86_400_000) as Instant;
    const works = calendar.isWorkingDay(noon);
    if (isUnpublished(works)) return null;
    if (works) return calendar.endOfDate(calendar.dateAt(noon));
  }
  return end;
}
