import { onlyInstantAt } from "@hearken/calendar";
import { DAY, parseDate, parseInstant, SECOND, type Instant, type LocalDate } from "@hearken/kernel";

/** A time as a row says it: an instant, or what a wall clock showed. */
export type SaidTime =
  | { readonly kind: "instant"; readonly at: Instant }
  /** `wall`: milliseconds since 1970-01-01T00:00 on that clock. */
  | { readonly kind: "wall"; readonly on: LocalDate; readonly wall: number };

const LOCAL =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)[ T]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$/u;
const SERIAL = /^\d{1,6}\.\d{1,15}$/;
/** Day 0 of a spreadsheet that counts from 1900, its day that never was included. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * RFC 3339, or the time of a wall clock: `2024-03-01 09:30[:00]`, `2024/3/1 9:30`, `2024年3月1日 9:30`; in a spreadsheet its
 * serial number with a fraction of a day. `undefined` for anything else: a day without a time is no time.
 */
export function readTime(text: string, { isSheet }: { readonly isSheet: boolean }): SaidTime | undefined {
  const at = parseInstant(text);
  if (at !== undefined) return { kind: "instant", at };
  if (isSheet && SERIAL.test(text)) return wallTime(Math.round((Number(text) * DAY) / SECOND) * SECOND + SERIAL_EPOCH);
  const match = LOCAL.exec(text);
  if (match === null) return undefined;
  const [, year = "", ...parts]: readonly (string | undefined)[] = match;
  const [month = "", day = "", hour = "", minute = "", second = "0"] = parts.filter((part) => part !== undefined);
  const on = parseDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  if (on === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const inDay = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return { kind: "wall", on, wall: Date.parse(`${on}T00:00:00Z`) + inDay * SECOND };
}

function wallTime(wall: number): SaidTime | undefined {
  const on = parseDate(new Date(wall).toISOString().slice(0, 10));
  return on === undefined ? undefined : { kind: "wall", on, wall };
}

/** The instant of a time that was said in a zone; `undefined` where the clock never showed it, or showed it twice. */
export function instantOf(said: SaidTime, zone: string): Instant | undefined {
  return said.kind === "instant" ? said.at : onlyInstantAt(zone, said.wall);
}
