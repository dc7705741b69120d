import { describe, expect, it } from "@jest/globals";
import type { EventType } from "@hearken/contracts";
import { DAY, MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";
import { evaluate } from "./evaluate.js";
import { explain } from "./explain.js";
import type { HistoryEvent, Standing } from "./standing.js";

const readings = [{}, { hours: "working" }, { weekends: "off_hours", immediately: "PT10M" }];
const allRules = readings.map((choice) => rulesOf("ligao", choice));
const START = shanghai("2025-03-03T08:00");
const SPAN = 45 * DAY;

type Happening = Pick<HistoryEvent, "type" | "payload">;
const of = (type: EventType, payload: object): Happening => ({ type, payload });
const ids = fc.integer({ min: 1, max: 12 }).map(numbered);

/** Anything that can happen to a complaint after it came in, in any order. */
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc
    .constantFrom("service_center", "service_specialist", "functional_handler")
    .chain((to) => ids.map((relayId) => of("complaint.relayed", { to, relayId }))),
  fc.record({ relayId: ids, form: fc.constantFrom("written", "oral") }).map((payload) => of("relay.answered", payload)),
  fc
    .constantFrom("litigationFiled", "mediaPossible", "importantTurn")
    .chain((name) => fc.boolean().map((flag) => of("fact.recorded", { name, flag }))),
  fc.constantFrom("ours", "customer").map((code) => of("fact.recorded", { name: "delayCause", code })),
  ids.map((complainantId) => of("complaint.complainant_joined", { complainantId })),
  fc
    .record({ replyId: ids, kind: fc.constantFrom("courtesy", "preliminary"), public: fc.boolean() })
    .map((payload) => of("reply.sent", payload)),
  fc.constantFrom("2025-03-10", "2025-03-20").map((on) => of("feedback.promised", { on })),
  fc.constantFrom("2025-03-25", "2025-04-01").map((on) => of("feedback.extended", { on })),
  fc
    .constantFrom("hot", "major", "express")
    .map((kind) => of("bulletin.issued", { bulletinId: numbered(1), kind, to: [], sections: [] })),
  fc.constantFrom("hot", "general", "major").map((level) => of("level.set", { level, reasonId: numbered(1) })),
  fc.constantFrom<Happening>(
    of("validity.questioned", {}),
    of("validity.referred", { opinionId: numbered(1) }),
    of("validity.determined", { validity: "valid" }),
    of("complaint.passed_up", { to: "service_center" }),
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
    channel: fc.constantFrom("phone", "forum", "electronic", "oral"),
    receivedBy: fc.constantFrom("centre", "specialist", "employee"),
    then: fc.array(fc.record({ what: happenings, after: fc.integer({ min: 0, max: SPAN / MINUTE }) }), {
      maxLength: 30,
    }),
  })
  .map(({ channel, receivedBy, then }) => {
    const received = of("complaint.received", {
      channel,
      receivedBy,
      complainantIds: [numbered(1)],
      regulation: "ligao",
      regulationVersion: 1,
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
const rules = fc.constantFrom(...allRules);

const plain = (standing: Standing): unknown => ({
  ...standing,
  at: 0,
  obligations: standing.obligations.map(({ rule, ...rest }) => ({ ...rest, rule: rule.code })),
});

describe("the laws of evaluation, for any history", () => {
  it("the same input gives the same output, in whatever order the events are given", () => {
    fc.assert(
      fc.property(rules, histories, moments, (r, history, at) => {
        const once = plain(evaluate(r, history, at));
        expect(plain(evaluate(r, history, at))).toEqual(once);
        const distinct = new Set(history.map(({ occurredAt }) => occurredAt)).size === history.length;
        if (distinct) expect(plain(evaluate(r, [...history].reverse(), at))).toEqual(once);
      }),
    );
  });

  it("an event of the future changes nothing now", () => {
    fc.assert(
      fc.property(rules, histories, moments, (r, history, at) => {
        const known = history.filter(({ occurredAt }) => occurredAt <= at);
        expect(plain(evaluate(r, history, at))).toEqual(plain(evaluate(r, known, at)));
      }),
    );
  });

  it("looking later never rewrites a breach, a level or a rung of the past", () => {
    fc.assert(
      fc.property(rules, histories, moments, moments, (r, history, one, other) => {
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
      fc.property(rules, histories, moments, fc.double({ min: 0, max: 1, noNaN: true }), (r, history, at, share) => {
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
      fc.property(rules, histories, (r, history) => {
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
      fc.property(rules, histories, moments, (r, history, at) => {
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
