import { openCalendar } from "@hearken/calendar";
import { describe, expect, it } from "@jest/globals";
import { evaluate } from "../evaluation/evaluate.js";
import { permits } from "../evaluation/permits.js";
import { loadRegulation } from "../file/load.js";
import { prepare } from "../rules/prepare.js";
import { ComplaintCase, numbered, OFFICE, shanghai } from "../testing/complaint-case.js";

/** A procedure that wants a report on what is handed over, and nothing finished before the answer. */
const PROCEDURE = `
regulation: handing
version: 1
title: {zh: 移交, en: Handing over}
effectiveFrom: "2015-01-01"
register: ligao
posts: [{code: desk, zh: 前台, en: desk}]
ladder: [desk]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
levels:
  - {code: special, rank: 2, zh: 特, en: special, clause: LG-5.5.1.1a, any: [{when: takenOver, clause: LG-5.5.1.1a}]}
  - {code: base, rank: 1, zh: 低, en: base, clause: LG-5.5.1.4}
obligations:
  - code: report
    zh: 报告
    en: report
    clause: LG-5.2.5
    opens: {on: complaint.handed_over, when: 'event.sharing == "identified"'}
    owner: desk
    due: {within: P1D}
    met: {on: report.submitted}
  - {code: answer, zh: 答复, en: answer, clause: LG-5.2.5, opens: {on: complaint.received}, owner: desk, due: {within: P9D}, met: {on: reply.sent}}
gates:
  - {action: complaint.finished, clause: LG-5.2.1, require: handOvers == handOversAnswered, message: {zh: 移交未答复, en: a hand-over is not answered}}
`;

const rules = prepare(loadRegulation(PROCEDURE, "handing.yaml"), openCalendar(OFFICE));
const AT = "2025-03-04T09:00";
const at = shanghai(AT);
const handOverId = numbered(50);
const other = numbered(51);
const received = new ComplaintCase(rules).received("2025-03-03T09:00");
const owed = ({ history }: ComplaintCase): readonly string[] =>
  evaluate(rules, history, at)
    .obligations.filter(({ status }) => status === "open")
    .map(({ code }) => code);
const mayFinish = ({ history, actor }: ComplaintCase): boolean =>
  !("code" in permits(rules, evaluate(rules, history, at), { type: "complaint.finished", payload: {}, actor }));

describe("a regulation asks of a hand-over", () => {
  const identified = { handOverId, toOrganizationId: other, sharing: "identified" };

  it("a report of its own", () => {
    expect(owed(received)).toEqual(["answer"]);
    expect([...owed(received.then(AT, "complaint.handed_over", identified))].sort()).toEqual(["answer", "report"]);
    expect(owed(received.then(AT, "complaint.handed_over", { ...identified, sharing: "redacted" }))).toEqual([
      "answer",
    ]);
  });

  it("that it be answered, or have failed, before anything is finished", () => {
    const given = received.then(AT, "complaint.handed_over", identified);
    expect([mayFinish(received), mayFinish(given)]).toEqual([true, false]);
    const answered = given.then(AT, "complaint.hand_over_answered", { handOverId, outcome: "reported" });
    const failed = given.then(AT, "complaint.hand_over_failed", { handOverId, cause: "suspended" });
    expect([answered, failed].map(mayFinish)).toEqual([true, true]);
    const outcome = ({ history }: ComplaintCase): unknown => evaluate(rules, history, at).facts["handOverOutcome"];
    expect([given, answered, failed].map(outcome)).toEqual(["", "reported", "failed"]);
  });

  it("another level where it was taken over, and nothing once it was declined", () => {
    const taken = received.then(AT, "complaint.taken_over", { handOverId, fromOrganizationId: other });
    expect(evaluate(rules, taken.history, at).level?.code).toBe("special");
    const declined = taken
      .then(AT, "complaint.suspended", { reason: "customer" })
      .then(AT, "complaint.hand_over_declined", { handOverId, reasonId: numbered(52) });
    expect(owed(declined)).toEqual([]);
    expect(evaluate(rules, declined.history, at)).toMatchObject({ status: "withdrawn", facts: { suspended: false } });
  });
});
