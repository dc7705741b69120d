import { describe, expect, it } from "@jest/globals";
import { formatInstant } from "@hearken/kernel";
import fc from "fast-check";
import { instantOf, readTime } from "./wall-clock.js";

const told = (text: string, zone = "Asia/Shanghai", isSheet = false): string | undefined => {
  const said = readTime(text, { isSheet });
  const at = said === undefined ? undefined : instantOf(said, zone);
  return at === undefined ? undefined : formatInstant(at);
};

describe("a time in a file", () => {
  it.each([
    ["2024-03-01T09:30:00+08:00", "2024-03-01T01:30:00.000Z"],
    ["2024-03-01 09:30", "2024-03-01T01:30:00.000Z"],
    ["2024-03-01T09:30:15", "2024-03-01T01:30:15.000Z"],
    ["2024/3/1 9:30", "2024-03-01T01:30:00.000Z"],
    ["2024年3月1日 9:30", "2024-03-01T01:30:00.000Z"],
  ])("%s is %s in Shanghai", (text, at) => {
    expect(told(text)).toBe(at);
  });

  it.each([
    "2024-03-01",
    "9:30",
    "3/1/2024 9:30",
    "2024-02-30 09:30",
    "2024-03-01 24:00",
    "2024-03-01 09:60",
    "45352.4",
    "",
  ])("%s is none", (text) => {
    expect(told(text)).toBeUndefined();
  });

  it("is none where the clock was put forward over it, or back over it", () => {
    expect(told("2024-03-31 02:30", "Europe/Berlin")).toBeUndefined();
    expect(told("2024-10-27 02:30", "Europe/Berlin")).toBeUndefined();
    expect(told("2024-10-27 03:00", "Europe/Berlin")).toBe("2024-10-27T02:00:00.000Z");
  });

  it("is a serial number in a spreadsheet, with a fraction of a day", () => {
    expect(told("45352.395833333336", "Asia/Shanghai", true)).toBe("2024-03-01T01:30:00.000Z");
    expect(told("45352", "Asia/Shanghai", true)).toBeUndefined();
  });

  it("is the instant at which a wall clock shows it, and none other", () => {
    const zones = fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1970-01-02"), max: new Date("2037-12-30"), noInvalidDate: true }),
        zones,
        (date, zone) => {
          const shown = date.toISOString().slice(0, 16);
          const wall = Temporal.PlainDateTime.from(shown);
          const strict = ((): number | undefined => {
            try {
              return wall.toZonedDateTime(zone, { disambiguation: "reject" }).epochMilliseconds;
            } catch {
              return undefined;
            }
          })();
          const said = readTime(shown, { isSheet: false });
          expect(said === undefined ? undefined : instantOf(said, zone)).toBe(strict);
        },
      ),
      { numRuns: 500 },
    );
  });
});
