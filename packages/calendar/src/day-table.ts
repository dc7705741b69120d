import { DAY, MINUTE, type Instant } from "@hearken/kernel";
import { dateOfDayNumber, dayNumberOfCivil, weekdayIndex, yearOfDayNumber, type DayNumber } from "./civil-date.js";
import { MINUTES_A_DAY, WEEKDAYS, minuteWindows, type CalendarDefinition, type MinuteWindow } from "./definition.js";
import { isPublished, statutoryDay } from "./statutory-china.js";
import type { Zone } from "./zone.js";

export type DayKind = "working" | "rest" | "holiday" | "make_up" | "override";

/** What the definition says about one day. */
export interface DayRule {
  readonly kind: DayKind;
  readonly name?: string;
  readonly windows: readonly MinuteWindow[];
}

/** The definition, read once: asks what is said about any day. `undefined` = the statutory list is not published. */
export interface DayRules {
  rule(day: DayNumber): DayRule | undefined;
  /** Days before a day whose windows may still be open on it: 1 when any window runs past midnight, else 0. */
  readonly reach: 0 | 1;
}

export function readDayRules(definition: CalendarDefinition): DayRules {
  const week = WEEKDAYS.map((weekday): DayRule => {
    const windows = minuteWindows(definition.week[weekday]);
    return { kind: windows.length > 0 ? "working" : "rest", windows };
  });
  const makeUp = minuteWindows(definition.makeUp ?? definition.week.mon);
  const overrides = new Map<string, DayRule>();
  for (const [date, { windows, name }] of Object.entries(definition.overrides ?? {})) {
    const rule = { kind: "override", windows: minuteWindows(windows) } as const;
    overrides.set(date, name === undefined ? rule : { ...rule, name });
  }
  const rule = (day: DayNumber): DayRule | undefined => {
    const override = overrides.size === 0 ? undefined : overrides.get(dateOfDayNumber(day));
    if (override !== undefined) return override;
    const weekly = week[weekdayIndex(day)];
    if (definition.statutory === undefined) return weekly;
    if (!isPublished(yearOfDayNumber(day))) return undefined;
    const said = statutoryDay(day);
    if (said === undefined) return weekly;
    return { ...said, windows: said.kind === "make_up" ? makeUp : [] };
  };
  const rules = [...week, { windows: makeUp }, ...overrides.values()];
  const overnight = rules.some(({ windows }) => windows.some(({ to }) => to > MINUTES_A_DAY));
  return { rule, reach: overnight ? 1 : 0 };
}

/**
 * All local days of some years in a row, laid out for searching. A *day index* counts days from `firstDay`; a *window
 * index* counts windows in order of time. Windows never overlap: one that opens before the last has closed is cut.
 */
export interface DayTable {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly firstDay: DayNumber;
  /** First instant of each day, and of the day after the last. */
  readonly starts: Float64Array;
  /** `undefined` for a day whose statutory list is not published. */
  readonly rules: readonly (DayRule | undefined)[];
  /** Index of the first window that opens on the day or later; one more at the end. */
  readonly firstWindow: Int32Array;
  readonly windowDay: Int32Array;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Counted milliseconds before the window opens; one more at the end: all of them. */
  readonly countedBefore: Float64Array;
  /** Day indices of the days with opening hours. */
  readonly workingDays: Int32Array;
  /** How many working days there are before the day; one more at the end. */
  readonly workingDaysBefore: Int32Array;
  /** Day indices of the unpublished days. */
  readonly unpublished: Int32Array;
}

/** Builds the days of `firstYear`–`lastYear`, both included. */
export function buildDayTable(
  zone: Zone,
  dayRules: DayRules,
  { firstYear, lastYear }: { firstYear: number; lastYear: number },
): DayTable {
  const firstDay = dayNumberOfCivil({ year: firstYear, month: 1, day: 1 });
  const size = dayNumberOfCivil({ year: lastYear + 1, month: 1, day: 1 }) - firstDay;
  const starts = Float64Array.from({ length: size + 1 }, (_, index) => zone.startOfDay(firstDay + index));
  const rules = Array.from({ length: size }, (_, index) => dayRules.rule(firstDay + index));
  const firstWindow = new Int32Array(size + 1);
  const workingDaysBefore = new Int32Array(size + 1);
  const windowDay: number[] = [];
  const opens: number[] = [];
  const closes: number[] = [];
  const countedBefore: number[] = [0];
  const workingDays: number[] = [];
  const unpublished: number[] = [];

  const layWindow = (index: number, window: MinuteWindow): void => {
    const midnight = (firstDay + index) * DAY;
    const open = Math.max(zone.firstAt(midnight + window.from * MINUTE), closes.at(-1) ?? Number.NEGATIVE_INFINITY);
    const close = zone.firstAt(midnight + window.to * MINUTE);
    if (close <= open) return;
    windowDay.push(index);
    opens.push(open);
    closes.push(close);
    countedBefore.push((countedBefore.at(-1) ?? 0) + close - open);
  };

  rules.forEach((said, index) => {
    firstWindow[index] = opens.length;
    workingDaysBefore[index] = workingDays.length;
    if (said === undefined) unpublished.push(index);
    else for (const window of said.windows) layWindow(index, window);
    // A day that the zone skipped (Apia, 2011-12-30) has no length: nobody works on it.
    const passes = (starts[index + 1] ?? 0) > (starts[index] ?? 0);
    if (passes && opens.length > (firstWindow[index] ?? 0)) workingDays.push(index);
  });
  firstWindow[size] = opens.length;
  workingDaysBefore[size] = workingDays.length;

  return {
    firstYear,
    lastYear,
    firstDay,
    starts,
    rules,
    firstWindow,
    windowDay: Int32Array.from(windowDay),
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    countedBefore: Float64Array.from(countedBefore),
    workingDays: Int32Array.from(workingDays),
    workingDaysBefore,
    unpublished: Int32Array.from(unpublished),
  };
}

/** Index of the day that holds `at`, which must lie inside the table: guessed by its distance, then mended. */
export function dayIndexAt(table: DayTable, at: Instant): number {
  const { starts } = table;
  let index = Math.floor((at - (starts[0] ?? 0)) / DAY);
  index = Math.max(0, Math.min(index, starts.length - 2));
  while ((starts[index] ?? 0) > at) index -= 1;
  while ((starts[index + 1] ?? Number.POSITIVE_INFINITY) <= at) index += 1;
  return index;
}

/** Index of the first window that closes after `at`; the number of windows when none does. */
export function windowIndexAt(table: DayTable, at: Instant): number {
  const { closes } = table;
  let index = table.firstWindow[dayIndexAt(table, at)] ?? 0;
  while (index > 0 && (closes[index - 1] ?? 0) > at) index -= 1;
  while (index < closes.length && (closes[index] ?? 0) <= at) index += 1;
  return index;
}

/** Counted milliseconds from the start of the table to `at`. */
export function countedUntil(table: DayTable, at: Instant): number {
  const index = windowIndexAt(table, at);
  const open = table.opens[index];
  const before = table.countedBefore[index] ?? 0;
  return open === undefined ? before : before + Math.max(0, at - open);
}

/** The first unpublished day at or after a day index; `undefined` when the table holds none. */
export function firstUnpublished(table: DayTable, index: number): number | undefined {
  const days = table.unpublished;
  return days[firstAtLeast(days, index)];
}

/** Position of the first of ascending `values` that is at least `value`; their number when none is. */
export function firstAtLeast(values: Int32Array | Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
