import { DAY, HOUR, MINUTE, SECOND, type Instant } from "@hearken/kernel";
import { addMonths } from "./civil-date.js";
import type { Zone } from "./zone.js";

/** A length of time as regulations say it: a part in days of the calendar, and an exact part in milliseconds. */
export interface Period {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly ms: number;
}

const PERIOD =
  /^P(?=\d|T)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;

/**
 * Reads an ISO 8601 duration in whole, non-negative units: "PT30M", "P2D", "P1M", "P1W", "P1DT12H".
 * @returns `undefined` for anything else: fractions, signs, "P", "PT", lower case, absurdly many digits.
 */
export function parsePeriod(iso: string): Period | undefined {
  const match = PERIOD.exec(iso);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  return {
    years: part(1),
    months: part(2),
    weeks: part(3),
    days: part(4),
    ms: part(5) * HOUR + part(6) * MINUTE + part(7) * SECOND,
  };
}

/**
 * Writes exact milliseconds as an ISO 8601 duration in hours, minutes and seconds ("PT36H", "PT4H30M", "PT0S"): never in
 * days, which are not of one length. Negative ones carry a leading minus; milliseconds become a fraction of seconds.
 */
export function formatPeriod(ms: number): string {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not whole milliseconds: ${ms}`);
  if (ms === 0) return "PT0S";
  const length = Math.abs(ms);
  const hours = Math.floor(length / HOUR);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  const seconds = (length % MINUTE) / SECOND;
  const text = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${seconds > 0 ? `${seconds}S` : ""}`;
  return `${ms < 0 ? "-" : ""}PT${text}`;
}

/**
 * `from` moved by `period`, forward (1) or back (-1): years and months first, clamped to the end of the month, then weeks
 * and days, all on the wall clock of `zone`; the exact part last. Without a part in days the wall clock plays no role.
 */
export function movePeriod(move: { zone: Zone; from: Instant; period: Period; sign: 1 | -1 }): Instant {
  const { zone, from, period, sign } = move;
  const months = period.years * 12 + period.months;
  const days = period.weeks * 7 + period.days;
  if (months === 0 && days === 0) return (from + sign * period.ms) as Instant;
  const wall = from + zone.offsetAt(from);
  const day = Math.floor(wall / DAY);
  const moved = addMonths(day, sign * months) + sign * days;
  return (zone.sameWallTime(moved * DAY + (wall - day * DAY)) + sign * period.ms) as Instant;
}
