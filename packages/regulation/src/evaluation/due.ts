import { isUnpublished, type Calendar, type Reckoned } from "@hearken/calendar";
import { parseDate, type Instant } from "@hearken/kernel";
import type { RecurrenceRule } from "../duties/recurrence-rule.js";
import type { Due, DueForm } from "../rules/rule.js";
import type { Asker } from "./asker.js";

/** A due time and the instant that it counts from; `null` when the form names no time yet (nobody promised a date). */
export interface DueTime {
  readonly from: Instant;
  readonly at: Reckoned<Instant> | null;
}

/**
 * Reckons when something is owed.
 * A time that lies before the opening is counted from the opening instead: nobody can owe what was not yet asked.
 */
export function reckon(
  due: Due | undefined,
  asker: Asker,
  { from, openedAt }: { from: Instant; openedAt: Instant },
): DueTime {
  if (due === undefined) return { from, at: null };
  const own = reckonOwn(due, asker, { from, openedAt });
  if (due.noLaterThan === undefined) return own;
  const bound = reckon(due.noLaterThan, asker, { from, openedAt });
  if (bound.at === null || isUnpublished(bound.at)) return own;
  return own.at === null || isUnpublished(own.at) || bound.at < own.at ? bound : own;
}

function reckonOwn(
  due: Due,
  asker: Asker,
  { from, openedAt }: { readonly from: Instant; readonly openedAt: Instant },
): DueTime {
  const at = rounded(due, asker, reckonForm(due.how, asker, from));
  if (at !== null && !isUnpublished(at) && at < openedAt)
    return { from: openedAt, at: rounded(due, asker, laterThanOpening(due.how, asker, openedAt)) };
  return { from, at };
}

function rounded({ endOfDay }: Due, asker: Asker, at: Reckoned<Instant> | null): Reckoned<Instant> | null {
  if (!endOfDay || at === null || isUnpublished(at)) return at;
  const { calendar } = asker.rules;
  return calendar.endOfDate(calendar.dateAt(at));
}

function laterThanOpening(form: DueForm, asker: Asker, openedAt: Instant): Reckoned<Instant> | null {
  const at = reckonForm(form, asker, openedAt);
  return at === null || isUnpublished(at) ? at : (Math.max(at, openedAt) as Instant);
}

function reckonForm(form: DueForm, asker: Asker, from: Instant): Reckoned<Instant> | null {
  const { calendar } = asker.rules;
  switch (form.form) {
    case "within":
      return form.count === "elapsed"
        ? calendar.addPeriod(from, form.period)
        : workingTime(calendar, form.period, from);
    case "workingDays":
      return workingDays(calendar, form, from);
    case "duty":
      return nextDutyDay(calendar, form.days, from);
    case "sameDay":
      return calendar.endOfDate(calendar.dateAt(from));
    case "nextOpening": {
      const opening = calendar.nextOpening(from);
      return isUnpublished(opening) ? opening : calendar.addPeriod(opening, form.period);
    }
    case "endOf": {
      const date = parseDate(asker.ask(form.date, ""));
      return date === undefined ? null : calendar.endOfDate(date);
    }
    case "at": {
      const instant = Number(asker.ask(form.instant, 0n)) as Instant;
      return instant === 0 ? null : instant;
    }
    case "before": {
      const instant = Number(asker.ask(form.instant, 0n)) as Instant;
      return instant === 0 ? null : calendar.subtractPeriod(instant, form.lead);
    }
    case "earliest":
    case "latest":
      return outermost(form, asker, from);
  }
}

/** The end of the Nth working day, or that day at the time of day at which counting began. */
function workingDays(
  calendar: Calendar,
  { days, sameTime }: Extract<DueForm, { form: "workingDays" }>,
  from: Instant,
): Reckoned<Instant> {
  const end = calendar.addWorkingDays(from, days);
  if (!sameTime || isUnpublished(end)) return end;
  const leftOfDay = calendar.endOfDate(calendar.dateAt(from)) - from;
  return (calendar.endOfDate(calendar.dateAt(end)) - leftOfDay) as Instant;
}

/** Two years hold every rule's next day. */
const AHEAD = 2 * 366 * 86_400_000;

function nextDutyDay(calendar: Calendar, rule: RecurrenceRule | undefined, from: Instant): Instant | null {
  const [next] = rule?.days(calendar.dateAt(from), calendar.dateAt((from + AHEAD) as Instant)) ?? [];
  const date = next === undefined ? undefined : parseDate(next);
  return date === undefined ? null : calendar.endOfDate(date);
}

/** Whole days of a working-time period are working days; the rest is counted inside opening hours. */
function workingTime(
  calendar: Calendar,
  period: Parameters<Calendar["addPeriod"]>[1],
  from: Instant,
): Reckoned<Instant> {
  const days = period.days + period.weeks * 5;
  const start = days === 0 ? from : calendar.addWorkingDays(from, days);
  if (isUnpublished(start) || (days > 0 && period.ms === 0)) return start;
  return calendar.addWorkingTime(start, period.ms);
}

function outermost(
  form: Extract<DueForm, { form: "earliest" | "latest" }>,
  asker: Asker,
  from: Instant,
): Reckoned<Instant> | null {
  let best: Instant | null = null;
  for (const due of form.of) {
    if (due.when !== undefined && !asker.ask(due.when, false)) continue;
    const own = due.from === undefined ? from : (Number(asker.ask(due.from, 0n)) as Instant) || from;
    const at = rounded(due, asker, reckonForm(due.how, asker, own));
    if (at === null) continue;
    if (isUnpublished(at)) return at;
    if (best === null || (form.form === "earliest" ? at < best : at > best)) best = at;
  }
  return best;
}
