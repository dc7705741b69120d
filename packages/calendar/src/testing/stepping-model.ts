import { DAY, MINUTE, type Instant } from "@hearken/kernel";
import type { CalendarDefinition, DayOverride, OpeningWindow, Weekday } from "../definition.js";
import type { Segment } from "../ledger.js";
import { listedKind } from "./published-lists.js";

/**
 * Working time as a child would reckon it: walk minute by minute, look at the wall clock, ask whether the door is open.
 * The clock is read so that it never goes back: while an hour is repeated, it shows the furthest it has come.
 * Slow and plain on purpose: it shares no code with the calendar, only `Temporal` and the handwritten holiday lists.
 */
export interface SteppingModel {
  isOpen(at: Instant): boolean;
  dateAt(at: Instant): string;
  nextOpening(at: Instant): Instant | undefined;
  nextWorkStart(at: Instant): Instant | undefined;
  workingTimeBetween(from: Instant, to: Instant): number;
  addWorkingTime(from: Instant, ms: number): Instant | undefined;
  addWorkingDays(from: Instant, days: number): Instant | undefined;
  ledger(from: Instant, to: Instant): readonly Segment[];
}

/** Minutes since midnight of `date`; `closes` is above 1440 for an overnight window. */
interface ModelWindow {
  readonly date: string;
  readonly opens: number;
  readonly closes: number;
}

interface Minute {
  readonly date: string;
  readonly window: ModelWindow | undefined;
}

interface ModelDay {
  readonly kind: "working" | "rest" | "holiday" | "make_up" | "override";
  readonly name?: string | undefined;
  readonly windows: readonly ModelWindow[];
}

type DayOf = (date: string) => ModelDay;

const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** The walk begins this long before the model answers, so that windows of the days before are open. */
const LEAD_MINUTES = 3 * 1440;

/** Answers for instants from `first` (a whole minute) until `minutes` later; what lies beyond is `undefined`. */
export function stepThrough(definition: CalendarDefinition, first: Instant, minutes: number): SteppingModel {
  const dayOf = modelDays(definition);
  const walked = walk(definition.zone, dayOf, {
    start: first - LEAD_MINUTES * MINUTE,
    minutes: minutes + LEAD_MINUTES,
  });
  walked.splice(0, LEAD_MINUTES);
  const cell = (at: Instant): Minute => {
    const minute = walked[Math.floor((at - first) / MINUTE)];
    if (minute === undefined) throw new RangeError("outside the model");
    return minute;
  };
  function* from(start: Instant): Generator<readonly [at: Instant, minute: Minute]> {
    for (let index = Math.floor((start - first) / MINUTE); index < walked.length; index += 1) {
      const minute = walked[index];
      if (minute !== undefined) yield [(first + index * MINUTE) as Instant, minute];
    }
  }
  return {
    isOpen: (at) => cell(at).window !== undefined,
    dateAt: (at) => cell(at).date,
    nextOpening: (at) => {
      if (cell(at).window !== undefined) return at;
      for (const [opens, { window }] of from(at)) if (window !== undefined) return opens;
      return undefined;
    },
    nextWorkStart: (start) => {
      let before = cell(start).window;
      for (const [at, { window }] of from(start)) {
        if (window !== undefined && window !== before) return at;
        before = window;
      }
      return undefined;
    },
    workingTimeBetween: (start, end) => {
      let counted = 0;
      for (const [at, { window }] of from(start)) {
        if (at >= end) break;
        if (window !== undefined) counted += Math.min(end, at + MINUTE) - Math.max(start, at);
      }
      return counted;
    },
    addWorkingTime: (start, ms) => {
      let left = ms;
      if (left === 0) return start;
      for (const [at, { window }] of from(start)) {
        if (window === undefined) continue;
        const begin = Math.max(start, at);
        const length = at + MINUTE - begin;
        if (length >= left) return (begin + left) as Instant;
        left -= length;
      }
      return undefined;
    },
    addWorkingDays: (start, days) => {
      const closes = nthClosing(from(start), { today: cell(start).date, lastDate: walked.at(-1)?.date ?? "", days });
      return closes === undefined || closes >= first + minutes * MINUTE ? undefined : closes;
    },
    ledger: (start, end) => {
      const segments: Segment[] = [];
      if (start === end) return segments;
      for (const [at, minute] of from(start)) {
        if (at >= end) break;
        const span = { from: Math.max(start, at) as Instant, to: Math.min(end, at + MINUTE) as Instant };
        extend(segments, { ...meaning(minute, dayOf), ...span, countedMs: minute.window ? span.to - span.from : 0 });
      }
      return segments;
    },
  };
}

/** The walk may end in the middle of its last day: that one does not count. */
function nthClosing(
  cells: Iterable<readonly [at: Instant, minute: Minute]>,
  { today, lastDate, days }: { today: string; lastDate: string; days: number },
): Instant | undefined {
  const dates = new Set<string>();
  const closing = new Map<string, Instant>();
  for (const [at, { date, window }] of cells) {
    dates.add(date);
    if (window !== undefined) closing.set(window.date, (at + MINUTE) as Instant);
  }
  const working = [...dates].filter((date) => today < date && date < lastDate && closing.has(date));
  return closing.get(working[days - 1] ?? "");
}

function walk(zone: string, dayOf: DayOf, { start, minutes }: { start: number; minutes: number }): Minute[] {
  const cells: Minute[] = [];
  let furthest = Number.NEGATIVE_INFINITY;
  let midnight = Number.NaN;
  let date = "";
  let yesterday = "";
  for (let step = 0; step < minutes; step += 1) {
    const at = start + step * MINUTE;
    furthest = Math.max(furthest, at + offsetMs(zone, at));
    if (!(furthest < midnight + DAY)) {
      midnight = Math.floor(furthest / DAY) * DAY;
      date = new Date(midnight).toISOString().slice(0, 10);
      yesterday = new Date(midnight - DAY).toISOString().slice(0, 10);
    }
    const minute = Math.floor((furthest - midnight) / MINUTE);
    cells.push({ date, window: openIn(dayOf(yesterday), minute + 1440) ?? openIn(dayOf(date), minute) });
  }
  return cells;
}

function openIn({ windows }: ModelDay, clock: number): ModelWindow | undefined {
  for (const window of windows) if (window.opens <= clock && clock < window.closes) return window;
  return undefined;
}

function modelDays(definition: CalendarDefinition): DayOf {
  const known = new Map<string, ModelDay>();
  return (date) => {
    let day = known.get(date);
    if (day === undefined) {
      const { windows, ...said } = dayInDefinition(definition, date);
      day = { ...said, windows: windows.map((window) => modelWindow(date, window)) };
      known.set(date, day);
    }
    return day;
  };
}

function modelWindow(date: string, { from, to }: OpeningWindow): ModelWindow {
  const opens = clockMinutes(from);
  const closes = clockMinutes(to) <= opens ? clockMinutes(to) + 1440 : clockMinutes(to);
  return { date, opens, closes };
}

function dayInDefinition(
  definition: CalendarDefinition,
  date: string,
): Pick<ModelDay, "kind" | "name"> & { readonly windows: readonly OpeningWindow[] } {
  const override: DayOverride | undefined = definition.overrides?.[date];
  if (override !== undefined) return { kind: "override", ...override };
  const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7] ?? "mon";
  const windows = definition.week[weekday];
  const listed = definition.statutory === "cn" ? listedKind(date) : undefined;
  if (listed === "holiday") return { kind: "holiday", windows: [] };
  if (listed === "make_up") return { kind: "make_up", windows: definition.makeUp ?? definition.week.mon };
  return { kind: windows.length > 0 ? "working" : "rest", windows };
}

function meaning({ date, window }: Minute, ofDay: DayOf): Pick<Segment, "kind" | "name"> {
  const { kind, name, windows } = ofDay(window?.date ?? date);
  const named = name === undefined ? {} : { name };
  if (window !== undefined)
    return kind === "override" ? { kind, ...named } : { kind: kind === "make_up" ? kind : "counted" };
  if (windows.length > 0) return { kind: "outside_hours" };
  if (kind === "override") return { kind, ...named };
  return { kind: kind === "holiday" ? "holiday" : "rest_day" };
}

function extend(segments: Segment[], next: Segment): void {
  const last = segments.pop();
  if (last === undefined) segments.push(next);
  else if (last.kind !== next.kind || last.name !== next.name || (last.countedMs === 0) !== (next.countedMs === 0)) {
    segments.push(last, next);
  } else segments.push({ ...last, to: next.to, countedMs: last.countedMs + next.countedMs });
}

function clockMinutes(time: string): number {
  const [hours = "", minutes = ""] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

const offsets = new Map<string, Map<number, number>>();

function offsetMs(zone: string, at: number): number {
  let ofZone = offsets.get(zone);
  if (ofZone === undefined) {
    ofZone = new Map<number, number>();
    offsets.set(zone, ofZone);
  }
  let offset = ofZone.get(at);
  if (offset === undefined) {
    offset = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
    ofZone.set(at, offset);
  }
  return offset;
}
