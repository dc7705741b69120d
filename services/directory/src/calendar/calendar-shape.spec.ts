import { describe, expect, it } from "@jest/globals";
import { isRefusal, type LocalDate } from "@hearken/kernel";
import { dayOf } from "./calendar-day.js";
import { isCalendarCode, readDefinition, type CalendarRevision } from "./calendar-revision.js";
import { definitionOf, refuseSize, shapeOf, type CalendarShape } from "./calendar-shape.js";

const day = (text: string): LocalDate => text as LocalDate;
const HOURS = [{ from: "09:00", to: "18:00" }];
const shape: CalendarShape = {
  code: "office",
  zone: "Asia/Shanghai",
  statutory: true,
  week: (["mon", "tue", "wed", "thu", "fri"] as const).map((weekday) => ({ weekday, windows: HOURS })),
  overrides: [
    { on: day("2025-03-06"), name: "Inventory", windows: [] },
    { on: day("2025-03-08"), windows: [{ from: "09:00", to: "12:00" }] },
  ],
};

function defined(one: CalendarShape) {
  const definition = definitionOf(one);
  if (isRefusal(definition)) throw new Error(definition.message.en);
  return definition;
}

describe("a calendar said in lists", () => {
  it("comes back as it was said, with every day of the week", () => {
    const revision = { code: "office", revision: 1, definition: defined(shape), changedAt: 0 } as CalendarRevision;
    const shown = shapeOf(revision);
    expect(shown.week).toHaveLength(7);
    expect(definitionOf(shown)).toEqual(defined(shape));
    expect(shown.overrides).toEqual([
      { on: "2025-03-06", name: "Inventory", windows: [] },
      { on: "2025-03-08", name: undefined, windows: [{ from: "09:00", to: "12:00" }] },
    ]);
  });
  it("is accepted when it makes sense, and refused with the place when it does not", () => {
    expect(isRefusal(readDefinition("office", defined(shape)))).toBe(false);
    const overlong = defined({ ...shape, week: [{ weekday: "mon", windows: [{ from: "9", to: "18:00" }] }] });
    expect(readDefinition("office", overlong)).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "definition", "week", "mon[0]", "from"],
    });
    expect(readDefinition("night", defined(shape))).toMatchObject({ path: ["input", "definition", "code"] });
  });
  it("is refused with a day named twice or too many days of their own", () => {
    expect(definitionOf({ ...shape, overrides: [...shape.overrides, ...shape.overrides] })).toMatchObject({
      path: ["input", "overrides"],
    });
    expect(refuseSize({ overrides: 2_001, week: 7 })).toMatchObject({ path: ["input", "overrides"] });
    expect(refuseSize({ overrides: 2_000, week: 7 })).toBeUndefined();
  });
  it("is named by a code", () => {
    expect(["cn-office", "a", "Office", "-a", "", "a".repeat(65)].map(isCalendarCode)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("a day of a calendar", () => {
  it.each([
    ["2025-03-05", "working", true],
    ["2025-03-06", "override", false],
    ["2025-03-09", "rest", false],
    ["2025-05-01", "holiday", false],
    ["2025-04-27", "make_up", true],
    ["2150-01-01", "unpublished", false],
  ])("%s is %s", (on, kind, open) => {
    expect(dayOf(defined(shape), day(on))).toMatchObject({ on, kind, open });
  });
});
