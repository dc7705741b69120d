import { describe, expect, it } from "@jest/globals";
import { openCalendar } from "@hearken/calendar";
import { DAY, MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { evaluate } from "../evaluation/evaluate.js";
import type { Obligation, Standing } from "../evaluation/standing.js";
import type { DueEntry, ObligationEntry } from "../file/obligation.schema.js";
import { publishedRegulation, publishedRegulations } from "../file/published.source.js";
import type { RegulationFile } from "../file/schema.js";
import { prepare } from "../rules/prepare.js";
import type { Rules } from "../rules/rule.js";
import { anyHistory, SPAN, START } from "../testing/any-history.js";
import { OFFICE } from "../testing/complaint-case.js";
import { compose, describeLoosening, type Composition } from "./compose.js";
import { overlaySchema } from "./overlay.schema.js";

const calendar = openCalendar(OFFICE);
const rulesOf = (file: RegulationFile): Rules => prepare(file, calendar, {});
const LONGEST = 60;

function composition(baseline: RegulationFile, said: object): Composition {
  const { regulation, version, effectiveFrom } = baseline;
  const head = { regulation: "south", version: 1, title: { zh: "南方", en: "South" }, effectiveFrom };
  return compose(baseline, overlaySchema.parse({ ...head, baseline: { regulation, version }, ...said }));
}

function composed(baseline: RegulationFile, said: object): RegulationFile {
  const made = composition(baseline, said);
  if (made.kind === "composed") return made.file;
  throw new Error(made.loosenings.map(describeLoosening).join("\n"));
}

const moments = fc
  .integer({ min: 0, max: (SPAN + 20 * DAY) / MINUTE })
  .map((minutes) => (START + minutes * MINUTE) as Instant);

const duesOf = ({ due }: ObligationEntry): readonly DueEntry[] =>
  due === undefined ? [] : Array.isArray(due) ? due : [due];

/** A share of what a duration says, in minutes; `0` for what is no duration of hours and minutes. */
function minutesOf(within: string | undefined): number {
  const [, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(within ?? "") ?? [];
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}

/** The same due time, its length multiplied; `undefined` when it has none. */
function scaled(due: DueEntry, factor: number): DueEntry | undefined {
  const minutes = minutesOf(due.within);
  if (minutes > 0)
    return { ...due, within: `PT${Math.max(factor > 1 ? minutes + 1 : 0, Math.round(minutes * factor))}M` };
  if (due.within === "P1W")
    return { ...due, within: factor > 1 ? `P${Math.ceil(7 * factor)}D` : `P${Math.floor(7 * factor)}D` };
  if (typeof due.workingDays === "number" && factor > 1)
    return { ...due, workingDays: Math.ceil(due.workingDays * factor) };
  if (due.nextOpening !== undefined)
    return { ...due, nextOpening: `PT${Math.round(minutesOf(due.nextOpening) * factor)}M` };
  return undefined;
}

interface Changed {
  readonly code: string;
  readonly due: readonly DueEntry[];
}

/** Obligations whose due times can be shortened and drawn out. */
const changeable = ({ obligations }: RegulationFile): readonly ObligationEntry[] =>
  obligations.filter((one) => duesOf(one).some((due) => scaled(due, 2) !== undefined));

/** Some obligations of a baseline, each with its due times shortened or drawn out. */
function changed(baseline: RegulationFile, factors: fc.Arbitrary<number>): fc.Arbitrary<readonly Changed[]> {
  return fc.subarray([...changeable(baseline)], { minLength: 1 }).chain((some) =>
    fc.array(factors, { minLength: some.length, maxLength: some.length }).map((by) =>
      some.map((one, index) => ({
        code: one.code,
        due: duesOf(one).map((due) => scaled(due, by[index] ?? 1) ?? due),
      })),
    ),
  );
}

const SHORTER = fc.double({ min: 0, max: 1, noNaN: true });
const LONGER = fc.double({ min: 1.01, max: 20, noNaN: true });

function isNoLater(before: Obligation, after: Obligation | undefined): boolean {
  if (after === undefined) return false;
  const isDueSooner =
    before.dueAt === null || after.status !== "open" || (after.dueAt !== null && after.dueAt <= before.dueAt);
  const isBreachedSooner =
    before.breachedAt === null || (after.breachedAt !== null && after.breachedAt <= before.breachedAt);
  return isDueSooner && isBreachedSooner;
}

const late = (before: Standing, after: Standing): readonly string[] => {
  const byKey = new Map(after.obligations.map((one) => [one.key, one]));
  return before.obligations.filter((one) => !isNoLater(one, byKey.get(one.key))).map(({ key }) => key);
};

const levelsOf = ({ levels }: Standing): string => JSON.stringify(levels.map(({ at, to }) => [at, to]));

const plain = ({ obligations, ...rest }: Standing): unknown => ({
  ...rest,
  obligations: obligations.map(({ rule, ...one }) => ({ ...one, rule: rule.code })),
});

const baselines = publishedRegulations()
  .filter(({ isOverlay }) => !isOverlay)
  .map(({ code, version }) => ({ code, file: publishedRegulation(code, version) as RegulationFile }));

describe.each(baselines)("the laws of composition, for any history under $code", ({ file }) => {
  const histories = anyHistory(file, LONGEST);
  const rules = rulesOf(file);

  it("an overlay that says nothing changes nothing", () => {
    const same = rulesOf(composed(file, {}));
    fc.assert(
      fc.property(histories, moments, (history, at) => {
        expect(plain(evaluate(same, history, at))).toEqual(plain(evaluate(rules, history, at)));
      }),
      { numRuns: 15 },
    );
  });

  it("what says every due time once more changes nothing", () => {
    const obligations = file.obligations.flatMap(({ code, due }) => (due === undefined ? [] : [{ code, due }]));
    const same = rulesOf(composed(file, { stricter: { obligations } }));
    fc.assert(
      fc.property(histories, moments, (history, at) => {
        const [before, after] = [evaluate(rules, history, at), evaluate(same, history, at)];
        expect(plain(after)).toEqual(plain(before));
      }),
      { numRuns: 15 },
    );
  });
});

describe.each(baselines.filter(({ file }) => changeable(file).length > 0))(
  "the laws of stricter and looser due times, for any history under $code",
  ({ file }) => {
    const histories = anyHistory(file, LONGEST);
    const rules = rulesOf(file);

    it("every obligation of the baseline is owed under stricter due times, and due and breached no later", () => {
      fc.assert(
        fc.property(changed(file, SHORTER), histories, moments, (obligations, history, at) => {
          const stricter = rulesOf(composed(file, { stricter: { obligations } }));
          const [before, after] = [evaluate(rules, history, at), evaluate(stricter, history, at)];
          // A breach may raise the level: what follows from another level is another matter.
          if (levelsOf(before) === levelsOf(after)) expect(late(before, after)).toEqual([]);
          else if (file.lowering === "never") expect(after.level?.rank).toBeGreaterThanOrEqual(before.level?.rank ?? 0);
        }),
        { numRuns: 25 },
      );
    });

    it("drawing any due time out, by any amount, is refused by name", () => {
      fc.assert(
        fc.property(changed(file, LONGER), (obligations) => {
          const made = composition(file, { stricter: { obligations } });
          const refused = made.kind === "refused" ? made.loosenings.map(({ rule }) => rule) : [];
          expect(refused).toEqual(obligations.map(({ code }) => `obligations.${code}.due`));
        }),
        { numRuns: 50 },
      );
    });
  },
);

describe("a published overlay", () => {
  const file = publishedRegulation("ligao", 1) as RegulationFile;
  const south = publishedRegulation("ligao-south", 1) as RegulationFile;
  const [baselineRules, southRules] = [rulesOf(file), rulesOf(south)];

  it("leaves no level lower and, where the levels are the same, nothing due later than its baseline", () => {
    fc.assert(
      fc.property(anyHistory(file, LONGEST), moments, (history, at) => {
        const [before, after] = [evaluate(baselineRules, history, at), evaluate(southRules, history, at)];
        expect(after.level?.rank ?? 0).toBeGreaterThanOrEqual(before.level?.rank ?? 0);
        if (levelsOf(before) === levelsOf(after)) expect(late(before, after)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("of an overlay is as strict as both", () => {
    fc.assert(
      fc.property(changed(file, SHORTER), anyHistory(file, LONGEST), moments, (obligations, history, at) => {
        const others = obligations.filter(({ code }) => code !== "relay_phone" && code !== "respond_to_centre");
        const twice = composed(south, { stricter: { obligations: others } });
        const [before, after] = [evaluate(southRules, history, at), evaluate(rulesOf(twice), history, at)];
        expect(late(before, after)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
