/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __instant: true };

/** A day of the calendar, without a zone: `2025-03-05`. */
export type LocalDate = string & { readonly __date: true };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2200;

/**
 * Reads an RFC 3339 instant with its offset. Digits beyond milliseconds are cut off.
 * @returns `undefined` for anything else: no offset, a day that does not exist, a leap second,
 * an offset beyond ±14:00, a year outside 1900–2200.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", sign, offsetHour = "0", offsetMinute = "0"] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = Number(offsetHour) * 60 + Number(offsetMinute);
  if (Number(offsetMinute) > 59 || offset > 14 * 60) return undefined;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.slice(0, 3).padEnd(3, "0")),
  );
  return (local - (sign === "-" ? -offset : offset) * MINUTE) as Instant;
}

/** Reads `YYYY-MM-DD`; `undefined` when there is no such day. */
export function parseDate(text: string): LocalDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  return isDay(Number(match[1]), Number(match[2]), Number(match[3])) ? (text as LocalDate) : undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const formattedDays = new Map<number, string>();
const REMEMBERED_DAYS = 10_000;

/** RFC 3339 in UTC with milliseconds: `2025-03-05T02:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  // Every page holds hundreds: the day is remembered, which is four times as fast as a `Date` for each.
  const day = Math.floor(instant / DAY);
  const time = instant - day * DAY;
  const hour = Math.floor(time / HOUR);
  const minute = Math.floor((time % HOUR) / MINUTE);
  const second = Math.floor((time % MINUTE) / SECOND);
  return `${dateOfDay(day)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}.${threeDigits(time % SECOND)}Z`;
}

function dateOfDay(day: number): string {
  const known = formattedDays.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, -"T00:00:00.000Z".length);
  if (formattedDays.size >= REMEMBERED_DAYS) formattedDays.clear();
  formattedDays.set(day, date);
  return date;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function threeDigits(value: number): string {
  return value < 10 ? `00${value}` : value < 100 ? `0${value}` : String(value);
}

/** The instant that a literal in code or a fixture spells. Throws when it spells none. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`not an RFC 3339 instant: ${text}`);
  return parsed;
}
