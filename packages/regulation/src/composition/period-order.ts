import { parsePeriod, type Period } from "@hearken/calendar";
import { DAY, HOUR } from "@hearken/kernel";

/* Which of two lengths of time is the longer, whatever day they begin on. */

/** Whether `a` is never longer than `b` when both count elapsed time from the same instant. */
export function isNoLonger(a: Period, b: Period): boolean {
  const inEveryPart = monthsOf(a) <= monthsOf(b) && daysOf(a) <= daysOf(b) && a.ms <= b.ms;
  return inEveryPart || longest(a) <= shortest(b);
}

/** Whether `a` is never longer than `b` when both count working time: whole days are working days there. */
export function isNoLongerInWorkingTime(a: Period, b: Period): boolean {
  if (monthsOf(a) > 0 || monthsOf(b) > 0) return isSame(a, b);
  return workingDaysOf(a) <= workingDaysOf(b) && a.ms <= b.ms;
}

/** Without a part in days: as long on any day. */
export function isExact(period: Period): boolean {
  return monthsOf(period) === 0 && daysOf(period) === 0;
}

/** What an ISO 8601 duration says; the shape of files has been checked before. */
export function periodOf(text: string): Period {
  return parsePeriod(text) ?? { years: 0, months: 0, weeks: 0, days: 0, ms: 0 };
}

const monthsOf = ({ years, months }: Period): number => years * 12 + months;
const daysOf = ({ weeks, days }: Period): number => weeks * 7 + days;
const workingDaysOf = ({ weeks, days }: Period): number => weeks * 5 + days;
const isSame = (a: Period, b: Period): boolean =>
  monthsOf(a) === monthsOf(b) && daysOf(a) === daysOf(b) && a.ms === b.ms;

/** What clocks are put forward or back at most; that Samoa and Kwajalein once left out a day is left out here. */
const CLOCK_CHANGE = 3 * HOUR;

function shortest(period: Period): number {
  const days = monthsOf(period) * 28 + daysOf(period);
  return Math.max(0, days * DAY - (days === 0 ? 0 : CLOCK_CHANGE)) + period.ms;
}

function longest(period: Period): number {
  const days = monthsOf(period) * 31 + daysOf(period);
  return days * DAY + (days === 0 ? 0 : CLOCK_CHANGE) + period.ms;
}
