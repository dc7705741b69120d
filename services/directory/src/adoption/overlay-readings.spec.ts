import { describe, expect, it } from "@jest/globals";
import { overlayReadings, type BoundBy } from "./overlay-readings.js";

const BOUND: BoundBy = {
  regulation: "alpha",
  chosen: { hours: "working" },
  choices: { hours: { default: "elapsed" }, crowd: { default: 3 } },
};

describe("the readings of an adopted overlay", () => {
  it("are those by which its baseline was adopted, and its own", () => {
    expect(overlayReadings(BOUND, { strict: true })).toEqual({ hours: "working", strict: true });
    expect(overlayReadings(BOUND, { hours: "working", crowd: 3 })).toEqual({ hours: "working", crowd: 3 });
  });

  it.each<[string, Readonly<Record<string, string | number>>, string]>([
    ["hours", { hours: "elapsed" }, "hours: elapsed is not working, by which the baseline alpha was adopted"],
    ["crowd", { crowd: 5 }, "crowd: 5 is not 3, by which the baseline alpha was adopted"],
  ])("are refused when they read %s otherwise, with both values", (name, chosen, message) => {
    const refusal = overlayReadings(BOUND, chosen);
    expect(refusal).toMatchObject({ code: "INVALID_INPUT", path: ["input", "readings", name] });
    expect(JSON.stringify(refusal)).toContain(message);
  });
});
