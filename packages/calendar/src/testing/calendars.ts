import { instant, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { WEEKDAYS, type CalendarDefinition, type OpeningWindow, type Weekday } from "../definition.js";

/** Nine to twelve, half past one to six. */
export const OFFICE_HOURS: readonly OpeningWindow[] = [
  { from: "09:00", to: "12:00" },
  { from: "13:30", to: "18:00" },
];

export function sameWeek(
  weekday: readonly OpeningWindow[],
  weekend: readonly OpeningWindow[] = [],
): CalendarDefinition["week"] {
  return { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday, sat: weekend, sun: weekend };
}

/** An office in Shanghai that keeps the statutory holidays. */
export const CHINESE_OFFICE: CalendarDefinition = {
  code: "cn-office",
  zone: "Asia/Shanghai",
  statutory: "cn",
  week: sameWeek(OFFICE_HOURS),
};

/** Where and from when to look: around changes of the clock, a day that never was, the year's holidays. */
export interface Scene {
  readonly zone: string;
  readonly first: Instant;
  readonly days: number;
  readonly statutory?: "cn";
}

const scene = (zone: string, first: string, days = 10): Scene => ({ zone, first: instant(`${first}T00:00:00Z`), days });
const chinese = (first: string, days: number): Scene => ({ ...scene("Asia/Shanghai", first, days), statutory: "cn" });

export const SCENES: readonly Scene[] = [
  chinese("2025-01-22", 20),
  chinese("2025-09-25", 20),
  chinese("2022-12-26", 12),
  chinese("2026-02-10", 21),
  scene("Asia/Shanghai", "1989-04-12"),
  scene("Asia/Shanghai", "1989-09-13"),
  scene("Europe/Berlin", "2025-03-27"),
  scene("Europe/Berlin", "2025-10-22"),
  scene("America/New_York", "2026-03-05"),
  scene("America/New_York", "2026-10-29"),
  scene("Asia/Kolkata", "2025-12-28"),
  scene("Pacific/Apia", "2011-12-26"),
  scene("Pacific/Apia", "2012-03-29"),
  // The clock goes back across midnight; forward at midnight; by half an hour.
  scene("America/St_Johns", "2010-11-04"),
  scene("America/Havana", "2025-03-06"),
  scene("Australia/Lord_Howe", "2025-04-03"),
];

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Up to three windows of a day, some of them touching, the last one sometimes overnight. */
export function someWindows(minLength = 0): fc.Arbitrary<readonly OpeningWindow[]> {
  const minute = fc.oneof(
    fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
    fc.integer({ min: 0, max: 1439 }),
  );
  const cuts = fc.uniqueArray(minute, { minLength: minLength * 2, maxLength: 6 });
  return fc
    .record({ cuts, touching: fc.boolean(), overnight: fc.boolean() })
    .map(({ cuts: drawn, touching, overnight }) => {
      const sorted = drawn.toSorted((a, b) => a - b);
      const first = sorted[0];
      if (first === undefined) return [];
      const windows: OpeningWindow[] = [];
      for (let index = 0; index + 1 < sorted.length; index += touching ? 1 : 2) {
        windows.push({ from: time(sorted[index] ?? 0), to: time(sorted[index + 1] ?? 0) });
      }
      const last = sorted.at(-1) ?? 0;
      if (overnight && (touching || sorted.length % 2 === 1)) windows.push({ from: time(last), to: time(first) });
      return windows;
    });
}

/** Any sound definition for a scene, with overrides on some of its days. */
export function someCalendar({ zone, first, days, statutory }: Scene): fc.Arbitrary<CalendarDefinition> {
  const date = fc
    .integer({ min: -1, max: days })
    .map((day) => new Date(first + day * 86_400_000).toISOString().slice(0, 10));
  const override = fc.record(
    { windows: someWindows(), name: fc.constantFrom("搬迁", "停电") },
    { requiredKeys: ["windows"] },
  );
  return fc
    .record({
      week: fc.record(
        Object.fromEntries(WEEKDAYS.map((day) => [day, someWindows(day === "mon" ? 1 : 0)])) as Record<
          Weekday,
          fc.Arbitrary<readonly OpeningWindow[]>
        >,
      ),
      makeUp: fc.option(someWindows(), { nil: undefined }),
      overrides: fc.dictionary(date, override, { maxKeys: 4 }),
    })
    .map(({ week, makeUp, overrides }) => ({
      code: "drawn",
      zone,
      week: withoutOverlaps(week),
      overrides,
      ...(makeUp === undefined ? {} : { makeUp }),
      ...(statutory === undefined ? {} : { statutory }),
    }));
}

/** Cuts overnight windows where the next weekday opens. */
function withoutOverlaps(week: CalendarDefinition["week"]): CalendarDefinition["week"] {
  const cut = WEEKDAYS.map((weekday, index) => {
    const windows = week[weekday];
    const last = windows.at(-1);
    const opening = week[WEEKDAYS[(index + 1) % 7] ?? "mon"][0]?.from;
    if (last === undefined || opening === undefined || last.to > last.from || last.to <= opening)
      return [weekday, windows];
    return [weekday, [...windows.slice(0, -1), { from: last.from, to: opening }]];
  });
  return Object.fromEntries(cut) as CalendarDefinition["week"];
}
