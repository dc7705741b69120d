import { describe, expect, it } from "@jest/globals";
import { instant } from "@hearken/kernel";
import { DateTime, Duration, LocalDateScalar } from "./scalars.js";

describe("an instant in the API", () => {
  it("comes in with its offset and goes out in UTC", () => {
    expect(DateTime.parseValue("2025-03-05T10:00:00+08:00")).toBe(instant("2025-03-05T02:00:00Z"));
    expect(DateTime.serialize(instant("2025-03-05T10:00:00+08:00"))).toBe("2025-03-05T02:00:00.000Z");
    expect(DateTime.serialize("2025-03-05T02:00:00.000Z")).toBe("2025-03-05T02:00:00.000Z");
  });

  it.each([
    "2025-03-05",
    "2025-02-30T00:00:00Z",
    "0000-00-00T00:00:00Z",
    "300000-01-01T00:00:00Z",
    "infinity",
    5,
    null,
  ])("%j is refused", (value) => {
    expect(() => DateTime.parseValue(value)).toThrow(/RFC 3339/);
  });
});

describe("a date in the API", () => {
  it("is a day that exists", () => {
    expect(LocalDateScalar.parseValue("2024-02-29")).toBe("2024-02-29");
    for (const bad of ["2025-02-29", "2025-2-1", 20250101])
      expect(() => LocalDateScalar.parseValue(bad)).toThrow(/date/);
  });
});

describe("a duration in the API", () => {
  it.each([
    [0, "PT0S"],
    [90_061_001, "PT25H1M1.001S"],
    [1_800_000, "PT30M"],
    [-1_000, "-PT1S"],
  ])("of %i ms goes out as %s", (milliseconds, text) => {
    expect(Duration.serialize(milliseconds)).toBe(text);
  });

  it("comes in as ISO 8601 alone", () => {
    expect(Duration.parseValue("P1DT30M")).toBe("P1DT30M");
    for (const bad of ["30m", "P", "PT", "PT1", "P1H", ""]) expect(() => Duration.parseValue(bad)).toThrow(/ISO 8601/);
  });
});
