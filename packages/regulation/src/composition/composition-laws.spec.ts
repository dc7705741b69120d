import { describe, expect, it } from "@jest/globals";
import { openCalendar } from "@hearken/calendar";
import type { EventType } from "@hearken/contracts";
import { DAY, MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { evaluate } from "../evaluation/evaluate.js";
import type { HistoryEvent, Obligation, Standing } from "../evaluation/standing.js";
import type { DueEntry, ObligationEntry } from "../file/obligation.schema.js";
import { publishedRegulation } from "../file/published.source.js";
import type { RegulationFile } from "../file/schema.js";
import { prepare } from "../rules/prepare.js";
import type { Rules } from "../rules/rule.js";
import { holding, numbered, OFFICE, shanghai } from "../testing/complaint-case.js";
import { compose, describeLoosening } from "./compose.js";
import { overlaySchema, type Overlay } from "./overlay.schema.js";

const ligao = publishedRegulation("ligao", 1) as RegulationFile;
const calendar = openCalendar(OFFICE);
const rulesOf = (file: RegulationFile): Rules => prepare(file, calendar, {});
const baselineRules = rulesOf(ligao);

const overlayOf = (said: object): Overlay =>
  overlaySchema.parse({
    regulation: "south",
    version: 1,
    title: { zh: "南方", en: "South" },
    effectiveFrom: "2025-01-01",
    baseline: { regulation: "ligao", version: 1 },
    ...said,
  });

function composed(said: object): RegulationFile {
  const composition = compose(ligao, overlayOf(said));
  if (composition.kind === "composed") return composition.file;
  throw new Error(composition.loosenings.map(describeLoosening).join("\n"));
}

const START = shanghai("2025-03-03T08:00");
const SPAN = 45 * DAY;

type Happening = Pick<HistoryEvent, "type" | "payload">;
const of = (type: EventType, payload: object): Happening => ({ type, payload });
const ids = fc.integer({ min: 1, max: 8 }).map(numbered);

/** Anything that opens, meets, moves or releases an obligation of Ligao. */
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc
    .constantFrom("service_center", "functional_handler")
    .chain((to) => ids.map((relayId) => of("complaint.relayed", { to, relayId }))),
  ids.map((relayId) => of("relay.answered", { relayId, form: "written" })),
  fc.constantFrom("litigationFiled", "importantTurn").map((name) => of("fact.recorded", { name, flag: true })),
  fc.constantFrom("ours", "customer").map((code) => of("fact.recorded", { name: "delayCause", code })),
  ids.map((complainantId) => of("complaint.complainant_joined", { complainantId })),
  ids.map((replyId) => of("reply.sent", { replyId, kind: "preliminary", public: true })),
  fc.constantFrom("2025-03-10", "2025-03-20").map((on) => of("feedback.promised", { on })),
  fc
    .constantFrom("hot", "major", "express")
    .map((kind) => of("bulletin.issued", { bulletinId: numbered(1), kind, to: [], sections: [] })),
  fc.constantFrom<Happening>(
    of("validity.questioned", {}),
    of("validity.referred", {}),
    of("validity.determined", { validity: "valid" }),
    of("complaint.passed_up", { to: "service_center" }),
    of("complaint.urged", {}),
    of("complaint.suspended", { reason: "waiting" }),
    of("complaint.resumed", {}),
    of("complaint.finished", {}),
    of("complaint.reopened", { reason: "again" }),
    of("complaint.withdrawn", {}),
    of("complaint.closed", {}),
  ),
);

const histories: fc.Arbitrary<readonly HistoryEvent[]> = fc
  .record({
    channel: fc.constantFrom("phone", "forum", "electronic"),
    receivedBy: fc.constantFrom("centre", "specialist", "employee"),
    // A call or a post may lie long before its receipt: its time may have passed before anybody owed it.
    ago: fc.constantFrom(0, 10, 25, 35, 55, 90, 600),
    then: fc.array(fc.record({ what: happenings, after: fc.integer({ min: 0, max: SPAN / MINUTE }) }), {
      maxLength: 40,
    }),
  })
  .map(({ channel, receivedBy, ago, then }) => {
    const before = START - ago * MINUTE;
    const received = of("complaint.received", {
      channel,
      receivedBy,
      complainantIds: [numbered(1)],
      regulation: "ligao",
      regulationVersion: 1,
      ...(ago === 0 ? {} : channel === "phone" ? { callEndedAt: before } : { postedAt: before }),
    });
    const later = then.map(({ what, after }) => ({ what, at: START + after * MINUTE })).sort((a, b) => a.at - b.at);
    return [{ what: received, at: START as number }, ...later].map(
      ({ what, at }, index) =>
        ({
          ...what,
          id: numbered(100 + index),
          occurredAt: at as Instant,
          actor: holding("service_center"),
        }) as HistoryEvent,
    );
  });
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

/** Some obligations of the baseline, each with its due times shortened or drawn out. */
function changed(factors: fc.Arbitrary<number>): fc.Arbitrary<readonly Changed[]> {
  const changeable = ligao.obligations.filter((one) => duesOf(one).some((due) => scaled(due, 2) !== undefined));
  return fc.subarray(changeable, { minLength: 1 }).chain((some) =>
    fc.array(factors, { minLength: some.length, maxLength: some.length }).map((by) =>
      some.map((one, index) => ({
        code: one.code,
        due: duesOf(one).map((due) => scaled(due, by[index] ?? 1) ?? due),
      })),
    ),
  );
}

const shorter = changed(fc.double({ min: 0, max: 1, noNaN: true }));
const looser = changed(fc.double({ min: 1.01, max: 20, noNaN: true }));

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

describe("the laws of composition, for any history", () => {
  it("an overlay that says nothing changes nothing", () => {
    const same = rulesOf(composed({}));
    const plain = ({ obligations, ...rest }: Standing): unknown => ({
      ...rest,
      obligations: obligations.map(({ rule, ...one }) => ({ ...one, rule: rule.code })),
    });
    fc.assert(
      fc.property(histories, moments, (history, at) => {
        expect(plain(evaluate(same, history, at))).toEqual(plain(evaluate(baselineRules, history, at)));
      }),
    );
  });

  it("every obligation of the baseline is owed under stricter due times, and due and breached no later", () => {
    fc.assert(
      fc.property(shorter, histories, moments, (obligations, history, at) => {
        const rules = rulesOf(composed({ stricter: { obligations } }));
        expect(late(evaluate(baselineRules, history, at), evaluate(rules, history, at))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("a published overlay leaves no level lower, no rule out and no due time later than its baseline", () => {
    const south = rulesOf(publishedRegulation("ligao-south", 1) as RegulationFile);
    fc.assert(
      fc.property(histories, moments, (history, at) => {
        const [before, after] = [evaluate(baselineRules, history, at), evaluate(south, history, at)];
        expect(after.level?.rank ?? 0).toBeGreaterThanOrEqual(before.level?.rank ?? 0);
        if (before.levels.length === after.levels.length) expect(late(before, after)).toEqual([]);
      }),
    );
  });

  it("drawing any due time out, by any amount, is refused by name", () => {
    fc.assert(
      fc.property(looser, (obligations) => {
        const composition = compose(ligao, overlayOf({ stricter: { obligations } }));
        const rules = composition.kind === "refused" ? composition.loosenings.map(({ rule }) => rule) : [];
        expect(rules).toEqual(obligations.map(({ code }) => `obligations.${code}.due`));
      }),
    );
  });

  it("what is composed twice is as strict as both", () => {
    fc.assert(
      fc.property(shorter, shorter, histories, moments, (first, second, history, at) => {
        const once = composed({ stricter: { obligations: first } });
        const twice = compose(once, {
          ...overlayOf({ stricter: { obligations: second } }),
          baseline: { regulation: "south", version: 1 },
        });
        if (twice.kind === "refused") return;
        const [before, after] = [evaluate(rulesOf(once), history, at), evaluate(rulesOf(twice.file), history, at)];
        expect(late(before, after)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
