import { describe, expect, it } from "@jest/globals";
import { recurrenceRule, type RecurrenceRule } from "./recurrence-rule.js";

const rule = (source: string): RecurrenceRule => {
  const read = recurrenceRule(source);
  if (typeof read === "string") throw new Error(read);
  return read;
};

describe("the days of a duty", () => {
  it.each([
    ["FREQ=MONTHLY;BYMONTHDAY=30", ["2026-01-30", "2026-02-28", "2026-03-30"]],
    [
      "FREQ=MONTHLY;BYMONTHDAY=16,31",
      ["2026-01-16", "2026-01-31", "2026-02-16", "2026-02-28", "2026-03-16", "2026-03-31"],
    ],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", ["2026-01-10"]],
    [
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
      ["2026-01-09", "2026-01-23", "2026-02-06", "2026-02-20", "2026-03-06", "2026-03-20"],
    ],
    ["FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=31", ["2026-01-31", "2026-02-28"]],
    ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", []],
  ])("of %s are those of the first quarter of 2026", (source, days) => {
    expect(rule(source).days("2026-01-01", "2026-03-31")).toEqual(days);
  });

  it("in a leap year reach the 29th of February", () => {
    expect(rule("FREQ=MONTHLY;BYMONTHDAY=30").days("2028-02-01", "2028-02-29")).toEqual(["2028-02-29"]);
  });

  it("are the same ones wherever the question begins: every other week stays every other week", () => {
    const every = rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO");
    expect(every.days("2026-12-01", "2027-01-31")).toEqual([
      ...every.days("2026-12-01", "2026-12-31"),
      ...every.days("2027-01-01", "2027-01-31"),
    ]);
  });

  it.each([
    ["FREQ=MONTLY", /FREQ/],
    ["FREQ=HOURLY", /days, not at hours/],
    ["FREQ=YEARLY;BYMONTH=13", /BYMONTH cannot be 13/],
    ["FREQ=MONTHLY;BYMONTHDAY=0", /BYMONTHDAY cannot be 0/],
  ])("of %s are refused with a word", (source, message) => {
    expect(recurrenceRule(source)).toMatch(message);
  });
});
