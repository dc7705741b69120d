import { describe, expect, it } from "@jest/globals";
import { DAY, HOUR, MINUTE, instant, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { openCalendar } from "./open-calendar.js";
import { formatPeriod, parsePeriod, type Period } from "./period.js";
import { sameWeek } from "./testing/calendars.js";

const none: Period = { years: 0, months: 0, weeks: 0, days: 0, ms: 0 };
const period = (iso: string): Period => {
  const parsed = parsePeriod(iso);
  if (parsed === undefined) throw new Error(iso);
  return parsed;
};
const around = (zone: string) => openCalendar({ code: zone, zone, week: sameWeek([{ from: "00:00", to: "24:00" }]) });

describe("a period", () => {
  it.each([
    ["PT30M", { ms: 30 * MINUTE }],
    ["P2D", { days: 2 }],
    ["P1M", { months: 1 }],
    ["P1W", { weeks: 1 }],
    ["P1Y2M3W4DT5H6M7S", { years: 1, months: 2, weeks: 3, days: 4, ms: 5 * HOUR + 6 * MINUTE + 7_000 }],
    ["P1DT12H", { days: 1, ms: 12 * HOUR }],
    ["PT0S", {}],
  ])("is read from %s", (iso, parts) => {
    expect(parsePeriod(iso)).toEqual({ ...none, ...parts });
  });

  it.each([
    "",
    "P",
    "PT",
    "P1DT",
    "1D",
    "P1",
    "PT1.5H",
    "P0.5D",
    "-P1D",
    "P-1D",
    "+P1D",
    "p1d",
    "P1H",
    "PT1D",
    "P1D ",
    "P1M1Y",
    "P12345678D",
  ])("is not read from %j", (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it.each([
    [0, "PT0S"],
    [30 * MINUTE, "PT30M"],
    [36 * HOUR, "PT36H"],
    [4 * HOUR + 30 * MINUTE + 5_000, "PT4H30M5S"],
    [1_500, "PT1.5S"],
    [-HOUR, "-PT1H"],
  ])("of %d ms is written as %s", (ms, iso) => {
    expect(formatPeriod(ms)).toBe(iso);
  });

  it("of whole seconds is read back as it was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seconds) => {
        expect(parsePeriod(formatPeriod(seconds * 1000))).toEqual({ ...none, ms: seconds * 1000 });
      }),
    );
  });
});

describe("adding a period", () => {
  const shanghai = around("Asia/Shanghai");
  it.each([
    ["2025-01-31T10:00:00+08:00", "P1M", "2025-02-28T10:00:00+08:00"],
    ["2024-01-31T10:00:00+08:00", "P1M", "2024-02-29T10:00:00+08:00"],
    ["2025-08-31T10:00:00+08:00", "P1M", "2025-09-30T10:00:00+08:00"],
    ["2024-02-29T10:00:00+08:00", "P1Y", "2025-02-28T10:00:00+08:00"],
    ["2025-11-30T10:00:00+08:00", "P3M", "2026-02-28T10:00:00+08:00"],
    ["2025-12-31T23:30:00+08:00", "P1DT1H", "2026-01-02T00:30:00+08:00"],
  ])("takes %s by %s to %s, clamped to the end of the month", (from, iso, to) => {
    expect(shanghai.addPeriod(instant(from), period(iso))).toBe(instant(to));
  });

  it("clamps backwards as well", () => {
    expect(shanghai.subtractPeriod(instant("2025-03-31T10:00:00+08:00"), period("P1M"))).toBe(
      instant("2025-02-28T10:00:00+08:00"),
    );
  });

  it("keeps the wall clock over a change of the clock, while exact time does not", () => {
    const berlin = around("Europe/Berlin");
    const saturday = instant("2025-03-29T12:00:00+01:00");
    expect(berlin.addPeriod(saturday, period("P1D"))).toBe(instant("2025-03-30T12:00:00+02:00"));
    expect(berlin.addPeriod(saturday, period("PT24H"))).toBe(instant("2025-03-30T13:00:00+02:00"));
    expect(berlin.addPeriod(instant("2025-03-29T02:30:00+01:00"), period("P1D"))).toBe(
      instant("2025-03-30T03:30:00+02:00"),
    );
    expect(berlin.addPeriod(instant("2025-10-25T02:30:00+02:00"), period("P1D"))).toBe(
      instant("2025-10-26T02:30:00+02:00"),
    );
  });

  it.each([
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Australia/Lord_Howe",
  ])("does in %s what Temporal does", (zone) => {
    const calendar = around(zone);
    const at = fc.integer({ min: Date.UTC(1975, 0, 1) / MINUTE, max: Date.UTC(2060, 0, 1) / MINUTE });
    const some = fc.record({
      years: fc.integer({ min: 0, max: 5 }),
      months: fc.integer({ min: 0, max: 30 }),
      weeks: fc.integer({ min: 0, max: 60 }),
      days: fc.integer({ min: 0, max: 400 }),
      ms: fc.integer({ min: 0, max: 3 * DAY }),
    });
    fc.assert(
      fc.property(at, some, (minute, { ms, ...dates }) => {
        const from = (minute * MINUTE) as Instant;
        const zoned = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
        const duration = { ...dates, milliseconds: ms };
        expect(calendar.addPeriod(from, { ms, ...dates })).toBe(zoned.add(duration).epochMilliseconds);
        expect(calendar.subtractPeriod(from, { ms, ...dates })).toBe(zoned.subtract(duration).epochMilliseconds);
      }),
      { numRuns: 300 },
    );
  });
});
