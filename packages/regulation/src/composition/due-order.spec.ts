import { describe, expect, it } from "@jest/globals";
import type { DueEntry } from "../file/obligation.schema.js";
import type { RegulationFile } from "../file/schema.js";
import { loosenedDue } from "./due-order.js";

const words = { zh: "x", en: "x", clause: "LG-4.1.1" };
const READINGS: RegulationFile["readings"] = {
  soon: { ...words, default: "PT1H" },
  quick: { ...words, default: "PT30M", choices: ["PT30M", "PT45M"] },
  hours: { ...words, default: "elapsed", choices: ["elapsed", "working"] },
  days: { ...words, default: 3, choices: [2, 3] },
};
type Dues = DueEntry | DueEntry[] | undefined;
const loosened = (baseline: Dues, wanted: Dues): string | undefined => loosenedDue(baseline, wanted, READINGS);

describe("a due time that is stricter than the baseline's", () => {
  it.each<[string, Dues, Dues]>([
    ["is the same", { within: "PT30M" }, { within: "PT30M" }],
    ["is shorter", { within: "PT30M" }, { within: "PT20M" }],
    ["is shorter by the calendar", { within: "P1M" }, { within: "P27D" }],
    ["is some minutes instead of a day", { within: "P1D" }, { within: "PT20M" }],
    ["is shorter in working time", { within: "PT4H", count: "working" }, { within: "PT3H", count: "working" }],
    ["is elapsed instead of working time", { within: "PT4H", count: "working" }, { within: "PT4H" }],
    ["is elapsed where the tenant may choose", { within: "PT4H", count: "hours" }, { within: "PT4H" }],
    [
      "is shorter, counted as the tenant chooses",
      { within: "PT4H", count: "hours" },
      { within: "PT2H", count: "hours" },
    ],
    ["is the same reading", { within: "soon" }, { within: "soon" }],
    ["is shorter than every choice of a reading", { within: "quick" }, { within: "PT30M" }],
    ["is a reading whose every choice is shorter", { within: "PT45M" }, { within: "quick" }],
    ["has fewer working days", { workingDays: 3 }, { workingDays: 2 }],
    ["has the fewest days of a reading", { workingDays: "days" }, { workingDays: 2 }],
    ["is the same day", { sameDay: true }, { sameDay: true }],
    ["is sooner after the opening", { nextOpening: "PT1H" }, { nextOpening: "PT30M" }],
    ["is the same promised day", { endOf: "promisedOn" }, { endOf: " promisedOn" }],
    ["is longer before", { before: "moveInAt", lead: "P2M" }, { before: "moveInAt", lead: "P3M" }],
    ["is before, not at", { before: "moveInAt" }, { before: "moveInAt", lead: "P1D" }],
    [
      "has one more alternative",
      { earliest: [{ workingDays: 3 }] },
      { earliest: [{ workingDays: 3 }, { within: "P1D" }] },
    ],
    [
      "is sooner in each of the latest",
      { latest: [{ within: "PT2H" }, { workingDays: 2 }] },
      { latest: [{ within: "PT1H" }, { workingDays: 2 }] },
    ],
    [
      "is sooner in a case",
      [{ when: "emergency", within: "PT4H" }, { within: "P1D" }],
      [{ when: "emergency", within: "PT2H" }, { within: "P1D" }],
    ],
    [
      "is sooner in a case that the baseline does not tell apart",
      { within: "P1D" },
      [{ when: "emergency", within: "PT2H" }, { within: "P1D" }],
    ],
    ["is anything, where the baseline has no term", undefined, { workingDays: 10 }],
  ])("%s", (_, baseline, wanted) => {
    expect(loosened(baseline, wanted)).toBeUndefined();
  });
});

describe("a due time that might be later than the baseline's", () => {
  it.each<[string, Dues, Dues, string]>([
    ["longer", { within: "PT30M" }, { within: "PT45M" }, "PT45M is longer than the baseline's PT30M"],
    ["none", { within: "PT30M" }, undefined, "none is later than the baseline's PT30M"],
    [
      "30 days instead of a month, which is later in February",
      { within: "P1M" },
      { within: "P30D" },
      "P30D cannot be compared with the baseline's P1M: neither is the shorter on every day",
    ],
    [
      "working instead of elapsed time",
      { within: "PT4H" },
      { within: "PT1H", count: "working" },
      "PT1H of working time cannot be compared with the baseline's PT4H: they count different time",
    ],
    [
      "a working day instead of 24 hours",
      { within: "PT24H" },
      { workingDays: 1 },
      "1 working days cannot be compared with the baseline's PT24H: they are said in different forms",
    ],
    [
      "elapsed days instead of working days",
      { within: "P2D", count: "working" },
      { within: "P2D" },
      "P2D cannot be compared with the baseline's P2D of working time: they count different time",
    ],
    [
      "a duration where the tenant chooses any",
      { within: "soon" },
      { within: "PT30M" },
      "PT30M cannot be compared with the baseline's soon: a reading without choices may be anything",
    ],
    ["longer than a choice", { within: "quick" }, { within: "PT40M" }, "PT40M is longer than the baseline's quick"],
    [
      "more working days than a choice",
      { workingDays: "days" },
      { workingDays: 3 },
      "3 working days is longer than the baseline's days working days",
    ],
    [
      "counted from another instant",
      { within: "PT30M", from: "callEndedAt" },
      { within: "PT30M", from: "receivedAt" },
      "PT30M from receivedAt cannot be compared with the baseline's PT30M from callEndedAt: they count from different instants",
    ],
    [
      "later after the opening",
      { nextOpening: "PT1H" },
      { nextOpening: "PT2H" },
      "the next opening and PT2H is longer than the baseline's the next opening and PT1H",
    ],
    [
      "another date",
      { endOf: "promisedOn" },
      { endOf: "visitedOn" },
      "the end of visitedOn cannot be compared with the baseline's the end of promisedOn: they are different dates",
    ],
    [
      "another instant",
      { at: "agreedAt" },
      { at: "visitedAt" },
      "visitedAt cannot be compared with the baseline's agreedAt: they are different instants",
    ],
    [
      "less before",
      { before: "moveInAt", lead: "P2M" },
      { before: "moveInAt", lead: "P1M" },
      "P1M before moveInAt is later than the baseline's P2M before moveInAt",
    ],
    [
      "without an alternative",
      { earliest: [{ within: "PT2H" }, { workingDays: 2 }] },
      { earliest: [{ within: "PT2H" }] },
      "the earliest of (PT2H) cannot be compared with the baseline's the earliest of (PT2H; 2 working days): alternatives of the baseline are missing",
    ],
    [
      "with an alternative that waits for the holidays of a year",
      { earliest: [{ within: "PT2H" }] },
      { earliest: [{ within: "PT2H" }, { workingDays: 1 }] },
      "1 working days cannot be compared with the baseline's the earliest of (PT2H): a further alternative may not wait for a calendar that is not published",
    ],
    [
      "with another case",
      [{ when: "emergency", within: "PT4H" }, { within: "P1D" }],
      [{ when: "repeat", within: "PT4H" }, { within: "P1D" }],
      "PT4H when repeat cannot be compared with the baseline's PT4H when emergency: they are for different cases",
    ],
    [
      "with a case that is without a term",
      { within: "P1D" },
      { when: "emergency", within: "PT4H" },
      "PT4H when emergency leaves cases without a term; the baseline's P1D leaves none",
    ],
    [
      "with fewer cases",
      [{ when: "emergency", within: "PT4H" }, { within: "P1D" }],
      { within: "PT4H" },
      "PT4H has not as many cases as the baseline's PT4H when emergency; P1D",
    ],
  ])("is refused when it is %s, with both values", (_, baseline, wanted, message) => {
    expect(loosened(baseline, wanted)).toBe(message);
  });
});
