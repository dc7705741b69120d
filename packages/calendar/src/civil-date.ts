import { DAY, type LocalDate } from "@hearken/kernel";

/** A day of the proleptic Gregorian calendar, without a zone: whole days since 1970-01-01. */
export type DayNumber = number;

/** Monday of the week that holds 1970-01-01 (a Thursday) is three days earlier. */
const THURSDAY = 3;

export interface CivilDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

export function dayNumberOf(date: LocalDate): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function dateOfDayNumber(day: DayNumber): LocalDate {
  return new Date(day * DAY).toISOString().slice(0, 10) as LocalDate;
}

/** `month` 1–12. */
export function dayNumberOfCivil(date: CivilDate): DayNumber {
  return Date.UTC(date.year, date.month - 1, date.day) / DAY;
}

export function civilOfDayNumber(day: DayNumber): CivilDate {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function yearOfDayNumber(day: DayNumber): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayIndex(day: DayNumber): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}

/** Moves by whole months; a day that the month lacks becomes its last (31 Jan + 1 month = 28 or 29 Feb). */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const date = civilOfDayNumber(day);
  const index = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const lastDay = civilOfDayNumber(dayNumberOfCivil({ year, month: month + 1, day: 0 })).day;
  return dayNumberOfCivil({ year, month, day: Math.min(date.day, lastDay) });
}
