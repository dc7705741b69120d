import { describe, expect, it } from "@jest/globals";
import type { Instant } from "@hearken/kernel";
import { differenceOf, type Outcome } from "./outcome.js";
import { counted, NOTHING_TRIED } from "./tally.js";

const outcome = (parts: Partial<Outcome> = {}): Outcome => ({
  level: "general",
  obligations: { relay: { met: 1 }, answer: { open: 2 } },
  nextDueAt: 5 as Instant,
  ...parts,
});

describe("two outcomes of one complaint", () => {
  it("are alike when level, obligations and the next due time are", () => {
    expect(differenceOf(outcome(), outcome())).toBeUndefined();
    expect(
      differenceOf(outcome(), outcome({ obligations: { answer: { open: 2, met: 0 }, relay: { met: 1 } } })),
    ).toBeUndefined();
  });

  it.each<[string, Partial<Outcome>]>([
    ["level", { level: "grave" }],
    ["next due time", { nextDueAt: 4 as Instant }],
    ["next due time, that there is none", { nextDueAt: null }],
  ])("differ by their %s, and then show no obligation that does not", (_, parts) => {
    expect(differenceOf(outcome(), outcome(parts))).toEqual({
      own: outcome({ obligations: {} }),
      tried: outcome({ ...parts, obligations: {} }),
    });
  });

  it("differ by obligations that stand otherwise, and show those alone", () => {
    const tried = outcome({ obligations: { relay: { met_late: 1 }, answer: { open: 2 }, call: { open: 1 } } });
    expect(differenceOf(outcome(), tried)).toMatchObject({
      own: { obligations: { relay: { met: 1 } } },
      tried: { obligations: { relay: { met_late: 1 }, call: { open: 1 } } },
    });
  });
});

describe("a tally", () => {
  it("counts obligations by code and state and complaints by level, on both sides; what failed is counted nowhere else", () => {
    const one = { own: outcome(), tried: outcome({ level: "grave", obligations: { relay: { breached: 1 } } }) };
    const tally = counted(counted(NOTHING_TRIED, [one, undefined]), [one]);
    expect(tally).toEqual({
      own: { levels: { general: 2 }, obligations: { relay: { met: 2 }, answer: { open: 4 } } },
      tried: { levels: { grave: 2 }, obligations: { relay: { breached: 2 } } },
      failed: 1,
    });
  });

  it("counts a complaint without a level, and a code that is a word of the language", () => {
    const odd = outcome({ level: null, obligations: { constructor: { open: 1 } } });
    expect(counted(NOTHING_TRIED, [{ own: odd, tried: odd }]).own).toEqual({
      levels: { "": 1 },
      obligations: { constructor: { open: 1 } },
    });
  });
});
