import { describe, expect, it } from "@jest/globals";
import { isUnpublished, openCalendar } from "@hearken/calendar";
import { HOUR, MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import type { DueForm, ObligationRule } from "../rules/rule.js";
import { OFFICE, shanghai } from "../testing/complaint-case.js";
import { machineRules } from "../testing/machine-rules.js";
import { LiveObligation } from "./live-obligation.js";

/** The seed of the runs, and how to run by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_208;
const START = shanghai("2025-03-03T10:00");
const calendar = openCalendar(OFFICE);
const [visit] = machineRules.obligations;

function owed(how: DueForm): LiveObligation {
  if (visit === undefined) throw new Error("nothing is owed");
  const due = { when: undefined, from: undefined, clause: undefined, how, endOfDay: false };
  const rule = { ...visit, due: [due], warn: undefined } as unknown as ObligationRule;
  return new LiveObligation(rule, { key: "visit", item: undefined, openedAt: START, owner: "desk" });
}

const TERMS: readonly (readonly [string, DueForm, (from: Instant) => ReturnType<typeof calendar.addWorkingTime>])[] = [
  ["working days", { form: "workingDays", days: 3, sameTime: false }, (from) => calendar.addWorkingDays(from, 3)],
  [
    "working hours",
    { form: "within", count: "working", period: { years: 0, months: 0, weeks: 0, days: 0, ms: 20 * HOUR } },
    (from) => calendar.addWorkingTime(from, 20 * HOUR),
  ],
  ["all hours", { form: "sameDay" }, (from) => (from + 50 * HOUR) as Instant],
];

const minutes = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
/** How long it ran, and then stood still; together less than the shortest term. */
const pauses = fc.array(fc.tuple(minutes(100), minutes(2_000)), { maxLength: 4 });

describe(`a due time that is reckoned again (seed ${SEED})`, () => {
  it.each(TERMS)("is where resuming left it, in %s", (_, how, dueOf) => {
    fc.assert(
      fc.property(pauses, (list) => {
        const one = owed(how);
        const time = { from: START, at: dueOf(START) };
        one.fallDue(time, calendar);
        let now: number = START;
        for (const [ran, stood] of list) {
          now += ran * MINUTE;
          one.pause(now as Instant, "waiting", calendar);
          now += stood * MINUTE;
          one.resume(now as Instant, calendar);
        }
        const resumed = one.dueAt;
        const left = calendar.workingTimeBetween(START, one.dueAt ?? START);
        one.fallDue(time, calendar);
        const again = calendar.workingTimeBetween(START, one.dueAt ?? START);
        expect(isUnpublished(left) || isUnpublished(again)).toBe(false);
        if (how.form === "sameDay") expect(one.dueAt).toBe(resumed);
        // The end of one day's hours and the beginning of the next day's are the same working time.
        expect(again).toBe(left);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
