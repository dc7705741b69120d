import { describe, expect, it } from "@jest/globals";
import { DAY, HOUR, MINUTE, instant, type Instant, type LocalDate } from "@hearken/kernel";
import fc from "fast-check";
import type { OpeningWindow } from "./definition.js";
import { openCalendar } from "./open-calendar.js";
import { SCENES, sameWeek, someCalendar } from "./testing/calendars.js";

const every = (zone: string, ...windows: OpeningWindow[]) =>
  openCalendar({ code: zone, zone, week: sameWeek(windows, windows) });
const date = (text: string): LocalDate => text as LocalDate;

describe("a night shift", () => {
  const night = openCalendar({
    code: "night",
    zone: "Asia/Shanghai",
    week: sameWeek([{ from: "22:00", to: "06:00" }]),
  });

  it("belongs to the day on which it begins", () => {
    const saturdayMorning = instant("2025-03-08T05:00:00+08:00");
    expect(night.isOpen(saturdayMorning)).toBe(true);
    expect(night.isWorkingDay(saturdayMorning)).toBe(false);
    expect(night.addWorkingDays(instant("2025-03-06T12:00:00+08:00"), 1)).toBe(instant("2025-03-08T06:00:00+08:00"));
  });

  it("is open until the instant it closes, and not at it", () => {
    const close = instant("2025-03-08T06:00:00+08:00");
    expect(night.isOpen((close - 1) as Instant)).toBe(true);
    expect(night.isOpen(close)).toBe(false);
    expect(night.nextOpening(close)).toBe(instant("2025-03-10T22:00:00+08:00"));
  });
});

describe("opening hours on the day the clock goes forward", () => {
  it("lose the hour that does not exist", () => {
    const berlin = every("Europe/Berlin", { from: "01:00", to: "05:00" });
    const [from, to] = [berlin.startOfDate(date("2025-03-30")), berlin.endOfDate(date("2025-03-30"))];
    expect(to - from).toBe(23 * HOUR);
    expect(berlin.workingTimeBetween(from, to)).toBe(3 * HOUR);
  });

  it("begin with the clock's next reading when they would begin inside the gap", () => {
    const berlin = every("Europe/Berlin", { from: "02:30", to: "03:30" });
    const from = berlin.startOfDate(date("2025-03-30"));
    expect(berlin.nextOpening(from)).toBe(instant("2025-03-30T03:00:00+02:00"));
    expect(berlin.addWorkingDays((from - 1) as Instant, 1)).toBe(instant("2025-03-30T03:30:00+02:00"));
  });

  it("make no working day when they lie inside the gap", () => {
    const berlin = every("Europe/Berlin", { from: "02:00", to: "03:00" });
    const noon = instant("2025-03-30T12:00:00+02:00");
    expect(berlin.isWorkingDay(noon)).toBe(false);
    expect(berlin.addWorkingDays((noon - DAY) as Instant, 1)).toBe(instant("2025-03-31T03:00:00+02:00"));
  });
});

describe("opening hours on the day the clock goes back", () => {
  it("gain the hour that is repeated", () => {
    const newYork = every("America/New_York", { from: "00:00", to: "24:00" });
    const [from, to] = [newYork.startOfDate(date("2025-11-02")), newYork.endOfDate(date("2025-11-02"))];
    expect(newYork.workingTimeBetween(from, to)).toBe(25 * HOUR);
  });

  it("open and close when the clock first shows their times", () => {
    const newYork = every("America/New_York", { from: "01:15", to: "01:45" }, { from: "01:50", to: "03:00" });
    const from = newYork.startOfDate(date("2025-11-02"));
    expect(newYork.day(from)).toMatchObject({
      windows: [
        { from: instant("2025-11-02T01:15:00-04:00"), to: instant("2025-11-02T01:45:00-04:00") },
        { from: instant("2025-11-02T01:50:00-04:00"), to: instant("2025-11-02T03:00:00-05:00") },
      ],
    });
  });
});

describe("the day that Apia left out", () => {
  const apia = every("Pacific/Apia", { from: "09:00", to: "17:00" });

  it("has no length and is no working day", () => {
    expect(apia.startOfDate(date("2011-12-30"))).toBe(apia.endOfDate(date("2011-12-30")));
    expect(apia.dateAt(apia.startOfDate(date("2011-12-30")))).toBe("2011-12-31");
    expect(apia.addWorkingDays(instant("2011-12-29T12:00:00-10:00"), 1)).toBe(instant("2011-12-31T17:00:00+14:00"));
  });
});

describe("working time", () => {
  const question = fc.constantFrom(...SCENES.filter(({ statutory }) => statutory === undefined)).chain((scene) => {
    const at = fc.integer({ min: -400 * DAY, max: 800 * DAY }).map((offset) => (scene.first + offset) as Instant);
    return fc.record({
      definition: someCalendar(scene),
      a: at,
      b: at,
      c: at,
      ms: fc.integer({ min: 1, max: 900 * HOUR }),
    });
  });

  it("adds up, forward and back", () => {
    fc.assert(
      fc.property(question, ({ definition, a, b, c }) => {
        const { workingTimeBetween } = bound(definition);
        expect(workingTimeBetween(a, b) + workingTimeBetween(b, c)).toBe(workingTimeBetween(a, c));
      }),
    );
  });

  it("added is the earliest instant with that much working time behind it", () => {
    fc.assert(
      fc.property(question, ({ definition, a, ms }) => {
        const { workingTimeBetween, addWorkingTime } = bound(definition);
        const due = addWorkingTime(a, ms);
        expect(workingTimeBetween(a, due)).toBe(ms);
        expect(workingTimeBetween(a, (due - 1) as Instant)).toBe(ms - 1);
      }),
    );
  });

  it("is the sum of a ledger that leaves no gap", () => {
    fc.assert(
      fc.property(question, ({ definition, a, b }) => {
        const [from, to] = [Math.min(a, b) as Instant, Math.max(a, b) as Instant];
        const ledger = bound(definition).ledger(from, to);
        expect(ledger.at(0)?.from ?? from).toBe(from);
        expect(ledger.at(-1)?.to ?? to).toBe(to);
        ledger.slice(1).forEach((segment, index) => expect(segment.from).toBe(ledger[index]?.to));
        const counted = ledger.reduce((sum, { countedMs }) => sum + countedMs, 0);
        expect(counted).toBe(bound(definition).workingTimeBetween(from, to));
      }),
      { numRuns: 40 },
    );
  });

  it("does not depend on which years were asked about before", () => {
    fc.assert(
      fc.property(question, ({ definition, a, b, ms }) => {
        const used = openCalendar(definition);
        used.addWorkingDays(instant("1990-06-01T00:00:00Z"), 3);
        used.workingTimeBetween(a, instant("2040-01-01T00:00:00Z"));
        expect(used.addWorkingTime(b, ms)).toBe(openCalendar(definition).addWorkingTime(b, ms));
        expect(used.addWorkingDays(b, 40)).toBe(openCalendar(definition).addWorkingDays(b, 40));
      }),
      { numRuns: 40 },
    );
  });

  it("reaches over a century in one answer", () => {
    const office = every("UTC", { from: "09:00", to: "17:00" });
    const from = instant("1950-01-01T00:00:00Z");
    expect(office.addWorkingTime(from, 36_525 * 8 * HOUR)).toBe(instant("2049-12-31T17:00:00Z"));
    expect(office.workingTimeBetween(from, instant("2050-01-01T00:00:00Z"))).toBe(36_525 * 8 * HOUR);
  });
});

describe("a question outside the calendar", () => {
  const office = every("UTC", { from: "09:00", to: "17:00" });
  const now = instant("2025-01-01T00:00:00Z");

  it.each([
    ["an instant that is none", () => office.isOpen(Number.NaN as Instant)],
    ["a year before 1900", () => office.isOpen(Date.UTC(1800, 0, 1) as Instant)],
    ["a year after 2200", () => office.workingTimeBetween(now, Date.UTC(2300, 0, 1) as Instant)],
    ["an answer after 2200", () => office.addWorkingTime(now, 1000 * 366 * DAY)],
    ["negative working time", () => office.addWorkingTime(now, -1)],
    ["half a millisecond", () => office.addWorkingTime(now, 0.5)],
    ["no working days", () => office.addWorkingDays(now, 0)],
    ["half a working day", () => office.addWorkingDays(now, 1.5)],
  ])("is refused: %s", (_, ask) => {
    expect(ask).toThrow(RangeError);
  });

  it("has an empty ledger when it ends before it begins", () => {
    expect(office.ledger(now, (now - MINUTE) as Instant)).toEqual([]);
  });
});

/** The methods of a calendar without a statutory list, whose answers are never unpublished. */
function bound(definition: Parameters<typeof openCalendar>[0]) {
  const calendar = openCalendar(definition);
  const sure = <T>(answer: T): Exclude<T, { kind: "unpublished" }> => answer as Exclude<T, { kind: "unpublished" }>;
  return {
    workingTimeBetween: (from: Instant, to: Instant) => sure(calendar.workingTimeBetween(from, to)),
    addWorkingTime: (from: Instant, ms: number) => sure(calendar.addWorkingTime(from, ms)),
    ledger: (from: Instant, to: Instant) => sure(calendar.ledger(from, to)),
  };
}
