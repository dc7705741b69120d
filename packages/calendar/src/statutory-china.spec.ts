import { describe, expect, it } from "@jest/globals";
import { DAY, HOUR, instant, type Instant } from "@hearken/kernel";
import { openCalendar } from "./open-calendar.js";
import { isUnpublished } from "./reckoned.js";
import { CHINESE_OFFICE, OFFICE_HOURS, sameWeek } from "./testing/calendars.js";
import { PUBLISHED_LISTS, listedKind } from "./testing/published-lists.js";

const calendar = openCalendar(CHINESE_OFFICE);
const lastPublished = Number(calendar.publishedUntil?.slice(0, 4));
const firstUnpublished = lastPublished + 1;
const beijing = (text: string): Instant => instant(`${text}+08:00`);

describe.each(Object.keys(PUBLISHED_LISTS).map(Number))("the statutory list of %d", (year) => {
  const days = Array.from({ length: (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY }, (_, day) =>
    new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
  );

  it("agrees day by day with the notice of the State Council", () => {
    const reckoned = days.map((date) => `${date} ${calendar.day(beijing(`${date}T00:00:00`)).kind}`);
    const weekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());
    expect(reckoned).toEqual(days.map((date) => `${date} ${listedKind(date) ?? (weekend(date) ? "rest" : "working")}`));
  });

  it("has make-up working days on Saturdays and Sundays only", () => {
    for (const date of PUBLISHED_LISTS[year]?.makeUpDays ?? []) {
      expect([0, 6]).toContain(new Date(date).getUTCDay());
      expect(calendar.isWorkingDay(beijing(`${date}T12:00:00`))).toBe(true);
    }
  });
});

describe("a calendar with the statutory list of China", () => {
  it("names the holiday and the make-up day after the festival", () => {
    expect(calendar.day(beijing("2025-01-29T10:00:00"))).toMatchObject({ kind: "holiday", name: "春节", open: false });
    expect(calendar.day(beijing("2025-02-08T10:00:00"))).toMatchObject({ kind: "make_up", name: "春节", open: true });
  });

  it("counts Monday's hours on a make-up working day, or the hours given for it", () => {
    const short = openCalendar({ ...CHINESE_OFFICE, makeUp: [{ from: "10:00", to: "16:00" }] });
    const [from, to] = [beijing("2025-02-08T00:00:00"), beijing("2025-02-09T00:00:00")];
    expect(calendar.workingTimeBetween(from, to)).toBe(7.5 * HOUR);
    expect(short.workingTimeBetween(from, to)).toBe(6 * HOUR);
  });

  it("steps over National Day to the working day behind it", () => {
    expect(calendar.addWorkingDays(beijing("2025-09-30T17:00:00"), 1)).toBe(beijing("2025-10-09T18:00:00"));
    expect(calendar.addWorkingDays(beijing("2025-09-30T17:00:00"), 3)).toBe(beijing("2025-10-11T18:00:00"));
    expect(calendar.addWorkingTime(beijing("2025-09-30T17:00:00"), HOUR)).toBe(beijing("2025-09-30T18:00:00"));
    expect(calendar.addWorkingTime(beijing("2025-09-30T17:00:00"), HOUR + 1)).toBe(beijing("2025-10-09T09:00:00") + 1);
  });

  it("lets an override beat the list", () => {
    const house = openCalendar({
      ...CHINESE_OFFICE,
      overrides: {
        "2025-10-01": { windows: OFFICE_HOURS, name: "值班" },
        "2025-10-11": { windows: [], name: "停电" },
        "2025-10-13": { windows: [] },
      },
    });
    const [duty, closed] = [beijing("2025-10-01T10:00:00"), beijing("2025-10-11T10:00:00")];
    expect([house.isOpen(duty), house.isHoliday(duty), house.isWorkingDay(duty)]).toEqual([true, false, true]);
    expect([house.isOpen(closed), house.isHoliday(closed), house.isWorkingDay(closed)]).toEqual([false, true, false]);
    expect(house.day(closed)).toMatchObject({ kind: "override", name: "停电" });
    expect(house.nextOpening(closed)).toBe(beijing("2025-10-14T09:00:00"));
  });

  it("tells a holiday from an ordinary weekend", () => {
    expect(calendar.isHoliday(beijing("2025-03-08T10:00:00"))).toBe(false);
    expect(calendar.isHoliday(beijing("2025-10-04T10:00:00"))).toBe(true);
  });

  it("shows in the ledger which holiday was not counted", () => {
    const ledger = calendar.ledger(beijing("2025-10-08T12:00:00"), beijing("2025-10-11T10:00:00"));
    expect(ledger).toMatchObject([
      { kind: "holiday", name: "国庆节", to: beijing("2025-10-09T00:00:00"), countedMs: 0 },
      { kind: "outside_hours", to: beijing("2025-10-09T09:00:00") },
      { kind: "counted", countedMs: 3 * HOUR },
      { kind: "outside_hours" },
      { kind: "counted", countedMs: 4.5 * HOUR },
      { kind: "outside_hours" },
      { kind: "counted", countedMs: 3 * HOUR },
      { kind: "outside_hours" },
      { kind: "counted", countedMs: 4.5 * HOUR },
      { kind: "outside_hours", to: beijing("2025-10-11T09:00:00") },
      { kind: "make_up", name: "国庆节", countedMs: HOUR },
    ]);
  });
});

describe("a year without a published list", () => {
  const unpublished = { kind: "unpublished", year: firstUnpublished };
  const lastEvening = beijing(`${lastPublished}-12-31T23:59:59`);
  const newYear = beijing(`${firstUnpublished}-01-01T00:00:00`);

  it("is said to be unpublished, never guessed", () => {
    expect(calendar.day(newYear)).toEqual(unpublished);
    expect(calendar.isOpen(newYear)).toEqual(unpublished);
    expect(calendar.isHoliday(newYear)).toEqual(unpublished);
    expect(calendar.isWorkingDay(newYear)).toEqual(unpublished);
    expect(calendar.nextOpening(lastEvening)).toEqual(unpublished);
    expect(calendar.nextWorkStart(lastEvening)).toEqual(unpublished);
    expect(calendar.addWorkingTime(lastEvening, 1)).toEqual(unpublished);
    expect(calendar.addWorkingDays(lastEvening, 1)).toEqual(unpublished);
    expect(calendar.workingTimeBetween(lastEvening, (newYear + 1) as Instant)).toEqual(unpublished);
    expect(calendar.ledger(lastEvening, (newYear + 1) as Instant)).toEqual(unpublished);
  });

  it("is unpublished before the first list as well", () => {
    expect(calendar.day(beijing("2003-06-01T10:00:00"))).toEqual({ kind: "unpublished", year: 2003 });
    expect(calendar.addWorkingDays(beijing("2003-12-30T10:00:00"), 9)).toEqual({ kind: "unpublished", year: 2003 });
    expect(isUnpublished(calendar.nextOpening(beijing("2004-01-01T00:00:00")))).toBe(false);
  });

  it("does not matter until a day of it is needed", () => {
    expect(isUnpublished(calendar.isOpen(lastEvening))).toBe(false);
    expect(calendar.workingTimeBetween(lastEvening, newYear)).toBe(0);
    expect(calendar.addWorkingTime(newYear, 0)).toBe(newYear);
    expect(calendar.endOfDate(calendar.dateAt(lastEvening))).toBe(newYear);
    expect(calendar.addPeriod(lastEvening, { years: 5, months: 0, weeks: 0, days: 0, ms: 0 })).toBe(
      beijing(`${lastPublished + 5}-12-31T23:59:59`),
    );
  });

  it("is answered where overrides say what holds", () => {
    const house = openCalendar({
      ...CHINESE_OFFICE,
      overrides: { [`${firstUnpublished}-01-01`]: { windows: OFFICE_HOURS } },
    });
    expect(house.isOpen(newYear)).toBe(false);
    expect(house.nextOpening(lastEvening)).toBe(beijing(`${firstUnpublished}-01-01T09:00:00`));
    expect(house.addWorkingDays(lastEvening, 1)).toBe(beijing(`${firstUnpublished}-01-01T18:00:00`));
    expect(house.addWorkingDays(lastEvening, 2)).toEqual(unpublished);
  });

  it("is answered while a night shift that began on a known day still runs", () => {
    const shift = [{ from: "22:00", to: "06:00" }];
    const night = openCalendar({
      ...CHINESE_OFFICE,
      week: sameWeek(shift),
      overrides: { [`${lastPublished}-12-31`]: { windows: shift } },
    });
    const evening = beijing(`${lastPublished}-12-31T23:00:00`);
    const morning = beijing(`${firstUnpublished}-01-01T06:00:00`);
    expect(night.isOpen((morning - 1) as Instant)).toBe(true);
    expect(night.addWorkingTime(evening, 7 * HOUR)).toBe(morning);
    expect(night.addWorkingTime(evening, 7 * HOUR + 1)).toEqual(unpublished);
  });

  it("does not exist for a calendar without a statutory list", () => {
    const plain = openCalendar({ code: "plain", zone: "Asia/Shanghai", week: CHINESE_OFFICE.week });
    expect(plain.publishedUntil).toBeNull();
    expect(plain.addWorkingDays(newYear, 500)).toEqual(expect.any(Number));
    expect(plain.day(beijing("1950-01-04T10:00:00"))).toMatchObject({ kind: "working" });
  });
});
