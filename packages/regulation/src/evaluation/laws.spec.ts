import { describe, expect, it } from "@jest/globals";
import type { EventType } from "@hearken/contracts";
import { DAY, MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { publishedRegulations } from "../file/published.source.js";
import type { Readings } from "../rules/builder.js";
import { prepare } from "../rules/prepare.js";
import type { Rules } from "../rules/rule.js";
import { anyHistory, SPAN, START } from "../testing/any-history.js";
import { holding, numbered, rulesOf } from "../testing/complaint-case.js";
import { evaluate, Evaluation } from "./evaluate.js";
import { explain } from "./explain.js";
import type { HistoryEvent, Standing } from "./standing.js";

/** The seed of every run, and how to run by another: docs/laws.md. A failure prints it with the path to the counterexample. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_122;
fc.configureGlobal({ seed: SEED, numRuns: 120 });

const choices: readonly (readonly [string, Readings])[] = [
  ...publishedRegulations()
    .filter(({ isOverlay }) => !isOverlay)
    .map(({ code }) => [code, {}] as const),
  ["ligao", { hours: "working" }],
  ["ligao", { weekends: "off_hours", immediately: "PT10M" }],
];
/** Some regulation, and a history that is told in its words. */
const told: fc.Arbitrary<{ readonly r: Rules; readonly history: readonly HistoryEvent[] }> = fc.oneof(
  ...choices.map(([code, readings]) => {
    const r = rulesOf(code, readings);
    return anyHistory(r.file, 60).map((history) => ({ r, history }));
  }),
);
type Happening = Pick<HistoryEvent, "type" | "payload">;
const of = (type: EventType, payload: object): Happening => ({ type, payload });
const moments = fc
  .integer({ min: 0, max: (SPAN + 20 * DAY) / MINUTE })
  .map((minutes) => (START + minutes * MINUTE) as Instant);

const plain = (standing: Standing): unknown => ({
  ...standing,
  at: 0,
  obligations: standing.obligations.map(({ rule, ...rest }) => ({ ...rest, rule: rule.code })),
});

describe(`the laws of evaluation, for any history under any regulation (seed ${SEED})`, () => {
  it("the same input gives the same output, in whatever order the events are given", () => {
    fc.assert(
      fc.property(told, moments, ({ r, history }, at) => {
        const once = plain(evaluate(r, history, at));
        expect(plain(evaluate(r, history, at))).toEqual(once);
        const distinct = new Set(history.map(({ occurredAt }) => occurredAt)).size === history.length;
        if (distinct) expect(plain(evaluate(r, [...history].reverse(), at))).toEqual(once);
      }),
    );
  });

  it("an event of the future changes nothing now", () => {
    fc.assert(
      fc.property(told, moments, ({ r, history }, at) => {
        const known = history.filter(({ occurredAt }) => occurredAt <= at);
        expect(plain(evaluate(r, history, at))).toEqual(plain(evaluate(r, known, at)));
      }),
    );
  });

  it("looking later never rewrites a breach, a level or a rung of the past", () => {
    fc.assert(
      fc.property(told, moments, moments, ({ r, history }, one, other) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        const before = evaluate(
          r,
          history.filter(({ occurredAt }) => occurredAt !== early),
          early,
        );
        const after = evaluate(
          r,
          history.filter(({ occurredAt }) => occurredAt !== early),
          late,
        );
        const later = new Map(after.obligations.map((obligation) => [obligation.key, obligation]));
        for (const { key, breachedAt } of before.obligations) {
          expect(later.has(key)).toBe(true);
          if (breachedAt !== null) expect(later.get(key)?.breachedAt).toBe(breachedAt);
        }
        expect(after.levels.slice(0, before.levels.length)).toEqual(before.levels);
        expect(after.escalations.slice(0, before.escalations.length)).toEqual(before.escalations);
        expect(after.notices.slice(0, before.notices.length)).toEqual(before.notices);
      }),
    );
  });

  it("nothing changes before nextChangeAt, and something does at it, while no fact comes", () => {
    fc.assert(
      fc.property(told, moments, fc.double({ min: 0, max: 1, noNaN: true }), ({ r, history }, at, share) => {
        const known = history.filter(({ occurredAt }) => occurredAt <= at);
        const now = evaluate(r, known, at);
        const next = now.nextChangeAt ?? ((at + 400 * DAY) as Instant);
        const between = Math.floor(at + (next - 1 - at) * share) as Instant;
        expect(plain(evaluate(r, known, between))).toEqual(plain(now));
        if (now.nextChangeAt !== null) expect(plain(evaluate(r, known, next))).not.toEqual(plain(now));
      }),
    );
  });

  it("a complaint that gets no more events comes to rest", () => {
    fc.assert(
      fc.property(told, ({ r, history }) => {
        let standing = evaluate(r, history, (START + SPAN) as Instant);
        for (let rounds = 0; standing.nextChangeAt !== null; rounds += 1) {
          expect(rounds).toBeLessThan(200);
          standing = evaluate(r, history, standing.nextChangeAt);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("an explanation's lines follow each other from the first instant that counts to the due time", () => {
    fc.assert(
      fc.property(told, moments, ({ r, history }, at) => {
        for (const obligation of evaluate(r, history, at).obligations) {
          const end = obligation.dueAt ?? at;
          const lines = explain(r, obligation, at);
          if (end <= obligation.from) continue;
          expect(lines[0]?.from).toBe(obligation.from);
          expect(lines.at(-1)?.to).toBe(end);
          lines.slice(1).forEach((line, index) => expect(line.from).toBe(lines[index]?.to));
        }
      }),
    );
  });
});

describe(`an evaluation that goes on (seed ${SEED})`, () => {
  it("answers what evaluating from scratch answers, whenever it is asked and whatever comes late", () => {
    fc.assert(
      fc.property(told, fc.array(moments, { maxLength: 6 }), fc.nat(59), ({ r, history }, asked, late) => {
        const going = new Evaluation(r);
        const known: HistoryEvent[] = [];
        const comesLate = history[late % history.length];
        const learn = (event: HistoryEvent): void => {
          going.add(event);
          known.push(event);
        };
        for (const at of [...asked].sort((a, b) => a - b)) {
          for (const event of history)
            if (event.occurredAt <= at && event !== comesLate && !known.includes(event)) learn(event);
          expect(plain(going.at(at))).toEqual(plain(evaluate(r, known, at)));
        }
        if (comesLate !== undefined) learn(comesLate);
        const end = (START + SPAN) as Instant;
        expect(plain(going.at(end))).toEqual(plain(evaluate(r, known, end)));
      }),
    );
  });
});

describe(`a shorter due time (seed ${SEED})`, () => {
  it("never makes of a breach something that was done in time", () => {
    fc.assert(
      fc.property(told, moments, fc.nat(), ({ r, history }, at, which) => {
        const { file } = r;
        const index = file.obligations.length === 0 ? -1 : which % file.obligations.length;
        const entry = file.obligations[index];
        if (entry?.due === undefined) return;
        const shorter = [entry.due].flat().map((one) => (one.within === undefined ? one : { ...one, within: "PT1M" }));
        const obligations = file.obligations.map((one, place) => (place === index ? { ...one, due: shorter } : one));
        const tightened = prepare({ ...file, obligations }, r.calendar);
        const before = evaluate(prepare(file, r.calendar), history, at).obligations.filter(
          ({ code }) => code === entry.code,
        );
        const after = new Map(evaluate(tightened, history, at).obligations.map((one) => [one.key, one]));
        for (const { key, status } of before)
          if (status === "breached" || status === "met_late") expect(after.get(key)?.status).not.toBe("met");
      }),
      { numRuns: 60 },
    );
  });
});

describe("pausing", () => {
  it("and resuming conserves the time that remains", () => {
    const own = rulesOf("ligao");
    const pausing = { ...own, obligations: own.obligations.map((rule) => ({ ...rule, pauses: "any" as const })) };
    const paused = {
      ...pausing,
      opensOn: new Map(
        [...own.opensOn].map(([type, list]) => [
          type,
          list.map(({ rule, trigger }) => ({ rule: pausing.obligations[rule.index] ?? rule, trigger })),
        ]),
      ),
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 2, maxLength: 40 }), (gaps) => {
        let at = START;
        const history: HistoryEvent[] = [
          {
            id: numbered(1),
            occurredAt: START,
            actor: holding(),
            ...of("complaint.received", {
              channel: "phone",
              receivedBy: "centre",
              complainantIds: [],
              regulation: "ligao",
              regulationVersion: 1,
            }),
          } as HistoryEvent,
        ];
        let ran = 0;
        let stood = 0;
        gaps.forEach((seconds, index) => {
          at = (at + seconds * 1_000) as Instant;
          if (index % 2 === 0) ran += seconds * 1_000;
          else stood += seconds * 1_000;
          const what = index % 2 === 0 ? of("complaint.suspended", { reason: "waiting" }) : of("complaint.resumed", {});
          history.push({ id: numbered(100 + index), occurredAt: at, actor: holding(), ...what } as HistoryEvent);
        });
        const relay = evaluate(paused, history, at).obligations.find(({ code }) => code === "relay_phone");
        if (gaps.length % 2 === 1) {
          expect(relay?.dueAt).toBeNull();
          return;
        }
        expect(ran).toBeLessThan(30 * MINUTE);
        expect(relay?.dueAt).toBe(START + 30 * MINUTE + stood);
        expect(relay?.pausedMs).toBe(stood);
        expect((relay?.dueAt ?? 0) - at).toBe(30 * MINUTE - ran);
      }),
    );
  });
});
