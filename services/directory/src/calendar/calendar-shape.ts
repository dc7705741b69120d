import { WEEKDAYS, type CalendarDefinition, type OpeningWindow, type Weekday } from "@hearken/calendar";
import { refuse, type Instant, type LocalDate, type Refusal } from "@hearken/kernel";
import type { CalendarRevision } from "./calendar-revision.js";

interface Hours {
  readonly windows: readonly OpeningWindow[];
}

/** A calendar as lists, which an API can say; the definition keeps the same as records. */
export interface CalendarShape {
  readonly code: string;
  readonly zone: string;
  readonly statutory: boolean;
  readonly week: readonly (Hours & { readonly weekday: Weekday })[];
  readonly makeUp?: readonly OpeningWindow[] | undefined;
  readonly overrides: readonly (Hours & { readonly on: LocalDate; readonly name?: string | undefined })[];
}

/** A revision as the API shows it. */
export interface ShownCalendar extends CalendarShape {
  readonly revision: number;
  readonly changedAt: Instant;
}

/** The definition that the lists say, or the refusal of a day that is named twice. */
export function definitionOf({
  code,
  zone,
  statutory,
  week,
  makeUp,
  overrides,
}: CalendarShape): CalendarDefinition | Refusal {
  const named = new Set(week.map((day) => day.weekday));
  if (named.size < week.length) return twice("week");
  if (new Set(overrides.map((day) => day.on)).size < overrides.length) return twice("overrides");
  const hours = new Map(week.map((day) => [day.weekday, plain(day.windows)]));
  return {
    code,
    zone,
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, hours.get(day) ?? []])) as Record<Weekday, OpeningWindow[]>,
    ...(statutory ? { statutory: "cn" as const } : {}),
    ...(makeUp === undefined ? {} : { makeUp: plain(makeUp) }),
    ...(overrides.length === 0 ? {} : { overrides: Object.fromEntries(overrides.map(overrideOf)) }),
  };
}

export function shapeOf({ code, revision, changedAt, definition }: CalendarRevision): ShownCalendar {
  const { zone, statutory, week, makeUp, overrides = {} } = definition;
  return {
    code,
    revision,
    changedAt,
    zone,
    statutory: statutory !== undefined,
    week: WEEKDAYS.map((weekday) => ({ weekday, windows: week[weekday] })),
    makeUp,
    overrides: Object.entries(overrides)
      .map(([on, { name, windows }]) => ({ on: on as LocalDate, name, windows }))
      .sort((a, b) => (a.on < b.on ? -1 : 1)),
  };
}

const MOST_OVERRIDES = 2_000;

/** Why lists are too long to be looked at; `undefined` when they are not. */
export function refuseSize({
  overrides,
  week,
}: {
  readonly overrides: number;
  readonly week: number;
}): Refusal | undefined {
  if (week > WEEKDAYS.length) return twice("week");
  if (overrides <= MOST_OVERRIDES) return undefined;
  return refuse(
    "INVALID_INPUT",
    { en: `At most ${MOST_OVERRIDES} days of their own.`, "zh-CN": `最多 ${MOST_OVERRIDES} 个特别日期。` },
    { path: ["input", "overrides"] },
  );
}

function overrideOf({
  on,
  name,
  windows,
}: CalendarShape["overrides"][number]): [string, { name?: string; windows: OpeningWindow[] }] {
  return [on, { windows: plain(windows), ...(name === undefined ? {} : { name }) }];
}

function plain(windows: readonly OpeningWindow[]): OpeningWindow[] {
  return windows.map(({ from, to }) => ({ from, to }));
}

function twice(list: string): Refusal {
  return refuse(
    "INVALID_INPUT",
    { en: "A day is named twice.", "zh-CN": "同一天出现了两次。" },
    { path: ["input", list] },
  );
}
