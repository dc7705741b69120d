import { describe, expect, it } from "@jest/globals";
import { formatInstant, instant, parseDate, parseInstant, type Instant } from "./instant.js";

describe("an RFC 3339 instant", () => {
  it("is read with its offset and written in UTC", () => {
    expect(formatInstant(instant("2025-03-05T10:00:00+08:00"))).toBe("2025-03-05T02:00:00.000Z");
    expect(formatInstant(instant("2025-03-05T10:00:00.1239-03:30"))).toBe("2025-03-05T13:30:00.123Z");
  });

  it("is written as a Date writes it, before and after 1970 too", () => {
    const step = 9_876_543_217;
    for (let at = Date.UTC(1900, 0, 1); at < Date.UTC(2200, 0, 1); at += step) {
      expect(formatInstant(at as Instant)).toBe(new Date(at).toISOString());
    }
  });

  it.each([
    ["without an offset", "2025-03-05T10:00:00"],
    ["on 30 February", "2025-02-30T10:00:00Z"],
    ["on a leap day of a common year", "2025-02-29T10:00:00Z"],
    ["in the year 0", "0000-00-00T00:00:00Z"],
    ["in a far year", "300000-01-01T00:00:00Z"],
    ["in a leap second", "2016-12-31T23:59:60Z"],
    ["with an offset beyond +14:00", "2025-03-05T10:00:00+14:01"],
    ["as infinity", "infinity"],
  ])("is refused %s", (_, text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe("a date", () => {
  it("is a day that exists", () => {
    expect(parseDate("2024-02-29")).toBe("2024-02-29");
    expect(parseDate("2025-02-29")).toBeUndefined();
    expect(parseDate("2025-3-5")).toBeUndefined();
  });
});
