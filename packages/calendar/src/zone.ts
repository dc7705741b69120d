import { DAY, HOUR, type Instant } from "@hearken/kernel";
import type { DayNumber } from "./civil-date.js";

/** What the wall clock shows, as if it stood in UTC: milliseconds since 1970-01-01T00:00 on that clock. */
export type WallTime = number;

/** The rules of one IANA zone, as arrays to search: between two transitions the offset is constant. */
export interface Zone {
  readonly name: string;
  offsetAt(at: Instant): number;
  /** The first instant at which the wall clock shows `wall` or something later. Never goes back when `wall` goes on. */
  firstAt(wall: WallTime): Instant;
  /** RFC 5545: in a gap, later by the length of the gap; in an overlap, the earlier of the two. */
  sameWallTime(wall: WallTime): Instant;
  startOfDay(day: DayNumber): Instant;
  dayAt(at: Instant): DayNumber;
}

const RULES_FROM = Date.UTC(1850, 0, 1);
const RULES_UNTIL = Date.UTC(2300, 0, 1);
/** No offset from UTC, and no gap or overlap, is longer than this. */
const FURTHEST = 26 * HOUR;
const NANOSECONDS = 1e6;

const opened = new Map<string, Zone>();

/** @returns `undefined` when there is no such IANA zone; fixed offsets such as "+08:00" are none. */
export function openZone(name: string): Zone | undefined {
  const known = opened.get(name);
  if (known !== undefined) return known;
  if (!/^[A-Za-z]/.test(name)) return undefined;
  const rules = readRules(name);
  if (rules === undefined) return undefined;
  const zone = zoneOf(name, rules);
  opened.set(name, zone);
  return zone;
}

interface Rules {
  /** Instants from which `offsets` hold; the first is -Infinity. */
  readonly since: readonly number[];
  readonly offsets: readonly number[];
}

function readRules(name: string): Rules | undefined {
  let at: Temporal.ZonedDateTime | null;
  try {
    at = Temporal.Instant.fromEpochMilliseconds(RULES_FROM).toZonedDateTimeISO(name);
  } catch {
    return undefined;
  }
  const since: number[] = [Number.NEGATIVE_INFINITY];
  const offsets: number[] = [at.offsetNanoseconds / NANOSECONDS];
  for (at = at.getTimeZoneTransition("next"); at !== null; at = at.getTimeZoneTransition("next")) {
    if (at.epochMilliseconds > RULES_UNTIL) break;
    const offset = at.offsetNanoseconds / NANOSECONDS;
    if (offset === offsets.at(-1)) continue;
    since.push(at.epochMilliseconds);
    offsets.push(offset);
  }
  return { since, offsets };
}

function zoneOf(name: string, { since, offsets }: Rules): Zone {
  const sinceOf = (rule: number): number => since[rule] ?? Number.POSITIVE_INFINITY;
  const offsetOf = (rule: number): number => offsets[rule] ?? 0;

  const ruleAt = (at: number): number => {
    let low = 0;
    let high = since.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (sinceOf(middle) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const firstAt = (wall: WallTime): Instant => {
    let rule = ruleAt(wall - FURTHEST);
    while (sinceOf(rule + 1) + offsetOf(rule) <= wall) rule += 1;
    return Math.max(sinceOf(rule), wall - offsetOf(rule)) as Instant;
  };

  const offsetAt = (at: Instant): number => offsetOf(ruleAt(at));

  const sameWallTime = (wall: WallTime): Instant => {
    const first = firstAt(wall);
    const skipped = first + offsetAt(first) - wall;
    if (skipped <= 0) return first;
    // In a gap the offset before it still holds: the result is as far behind the gap as `wall` is inside it.
    return (wall - offsetOf(ruleAt(first - 1))) as Instant;
  };

  const startOfDay = (day: DayNumber): Instant => firstAt(day * DAY);

  const dayAt = (at: Instant): DayNumber => {
    let day = Math.floor((at + offsetAt(at)) / DAY);
    while (startOfDay(day + 1) <= at) day += 1;
    return day;
  };

  return { name, offsetAt, firstAt, sameWallTime, startOfDay, dayAt };
}
