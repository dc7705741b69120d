import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { checkCalendar } from "./check-calendar.js";
import type { CalendarDefinition } from "./definition.js";
import { openCalendar } from "./open-calendar.js";
import { CHINESE_OFFICE, OFFICE_HOURS, SCENES, sameWeek, someCalendar } from "./testing/calendars.js";

const paths = (definition: unknown): readonly string[] => checkCalendar(definition).map(({ path }) => path);
const monday = (...windows: readonly unknown[]): unknown => ({
  ...CHINESE_OFFICE,
  week: { ...CHINESE_OFFICE.week, mon: windows },
});

describe("a calendar definition", () => {
  it("is sound when its windows, zone and days are", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCENES).chain((scene) => someCalendar(scene)),
        (definition) => {
          expect(checkCalendar(definition)).toEqual([]);
        },
      ),
    );
  });

  it.each<[string, unknown, readonly string[]]>([
    ["is nothing", undefined, [""]],
    ["is a list", [], [""]],
    ["is empty", {}, ["code", "zone", "week"]],
    ["has an unknown zone", { ...CHINESE_OFFICE, zone: "Asia/Peking" }, ["zone"]],
    ["has an offset for a zone", { ...CHINESE_OFFICE, zone: "+08:00" }, ["zone"]],
    ["has an unknown statutory list", { ...CHINESE_OFFICE, statutory: "jp" }, ["statutory"]],
    ["has a misspelt key", { ...CHINESE_OFFICE, makeup: [] }, ["makeup"]],
    ["never opens", { ...CHINESE_OFFICE, week: sameWeek([]) }, ["week"]],
    ["lacks a weekday", { ...CHINESE_OFFICE, week: { ...CHINESE_OFFICE.week, sun: undefined } }, ["week.sun"]],
    ["has a weekday of its own", { ...CHINESE_OFFICE, week: { ...CHINESE_OFFICE.week, monday: [] } }, ["week.monday"]],
    ["has a time that is none", monday({ from: "9:00", to: "18:60" }), ["week.mon[0].from", "week.mon[0].to"]],
    ["has a time that is a number", monday({ from: 900, to: "18:00" }), ["week.mon[0].from"]],
    ["opens at 24:00", monday({ from: "24:00", to: "06:00" }), ["week.mon[0].from"]],
    ["has a window that is none", monday("09:00-18:00"), ["week.mon[0]"]],
    ["has windows that overlap", monday(...OFFICE_HOURS, { from: "17:59", to: "20:00" }), ["week.mon[2]"]],
    ["has a night that overlaps the next morning", monday({ from: "20:00", to: "09:01" }), ["week.tue[0]"]],
    [
      "has overlapping make-up hours",
      { ...CHINESE_OFFICE, makeUp: [...OFFICE_HOURS, ...OFFICE_HOURS] },
      ["makeUp[2]", "makeUp[3]"],
    ],
    ["overrides no day", { ...CHINESE_OFFICE, overrides: { "2025-02-29": { windows: [] } } }, ["overrides.2025-02-29"]],
    [
      "overrides without windows",
      { ...CHINESE_OFFICE, overrides: { "2025-03-01": {} } },
      ["overrides.2025-03-01.windows"],
    ],
    [
      "overrides with a nameless name",
      { ...CHINESE_OFFICE, overrides: { "2025-03-01": { windows: [], name: "" } } },
      ["overrides.2025-03-01.name"],
    ],
  ])("that %s is told where it is wrong", (_, definition, expected) => {
    expect(paths(definition)).toEqual(expected);
  });

  it("may let windows touch, open all day and run through the night", () => {
    expect(paths(monday({ from: "00:00", to: "09:00" }, { from: "09:00", to: "24:00" }))).toEqual([]);
    expect(paths(monday({ from: "18:00", to: "09:00" }))).toEqual([]);
  });

  it("is not opened while it has problems, and all of them are named", () => {
    const broken = { ...CHINESE_OFFICE, zone: "Nowhere/Town", week: sameWeek([]) } satisfies CalendarDefinition;
    expect(() => openCalendar(broken)).toThrow(/cn-office.*zone.*Nowhere\/Town.*week: the house never opens/);
  });
});
