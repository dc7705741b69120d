import { describe, expect, it } from "@jest/globals";
import { loadRegulation } from "../file/load.js";
import { loadCases, runCases } from "./run-cases.js";
import { unprovenRules } from "./unproven.js";

const file = loadRegulation(
  `
regulation: tea-house
version: 1
title: { zh: 茶馆, en: tea house }
effectiveFrom: "2026-01-01"
clauses:
  - { id: TH-1, kind: clock, zh: 答复, en: answered }
  - { id: TH-2, kind: report, zh: 报告, en: reported }
  - { id: TH-3, kind: record, zh: 回访卡, en: visit card }
posts:
  - { code: waiter, zh: 服务员, en: waiter, under: owner }
  - { code: owner, zh: 店主, en: owner }
ladder: [waiter, owner]
categories: [{ code: tea, zh: 茶, en: tea }]
channels: [{ code: counter, zh: 柜台, en: at the counter }]
levels: [{ code: ordinary, rank: 1, zh: 一般, en: ordinary, clause: TH-1 }]
readings: { mood: { zh: 心情, en: mood, clause: TH-1, default: good, choices: [good, bad] } }
facts: [{ name: reason, type: code, zh: 原因, en: why, clause: TH-1, values: [spilt, cold] }]
steps: [{ code: home_visit, zh: 上门, en: visit, clause: TH-3, outcomes: [seen, absent] }]
forms:
  - { code: visit_card, zh: 回访卡, en: visit card, clause: TH-3, fields: [{ code: opinion, zh: 意见, en: opinion, required: true }, { code: grade, zh: 满意度, en: grade, values: [good, poor] }] }
obligations:
  - { code: answer, zh: 答复, en: answer, clause: TH-1, opens: { on: complaint.received }, owner: waiter, due: { workingDays: 2 }, warn: P1D, met: { on: reply.sent } }
gates:
  - { action: complaint.closed, clause: TH-3, require: visitCardCount > 0, warn: true, message: { zh: 宜先回访, en: better visit first } }
duties:
  - { code: counting, zh: 盘点, en: counting, clause: TH-2, rule: "FREQ=MONTHLY;BYMONTHDAY=10", owner: waiter }
  - { code: report, zh: 月报, en: report, clause: TH-2, rule: "FREQ=MONTHLY;BYMONTHDAY=15", owner: waiter, to: [owner], sections: [numbers], needs: [counting], warn: P2D, breach: [{ notify: owner }] }
  - { code: reply, zh: 批复, en: reply to it, clause: TH-2, after: { duty: report, within: P3D }, owner: owner }
  - { code: inspection, zh: 巡查, en: inspection, clause: TH-2, rule: "FREQ=MONTHLY;BYMONTHDAY=20", each: project, owner: owner }
guidance:
  - { clause: TH-1, at: [reply.sent] }
`,
  "tea.yaml",
);

const received = `{ at: "2026-03-05 10:00", event: complaint.received }`;
const written = (history: readonly string[], expected: readonly string[], head = ""): string =>
  `regulation: tea-house\ncases:\n  - clause: TH-2\n    says: it\n${head}    history:\n${history
    .map((one) => `      - ${one}\n`)
    .join("")}    expect:\n${expected.map((one) => `      - ${one}\n`).join("")}`;
const failures = (history: readonly string[], expected: readonly string[], head = ""): readonly string[] =>
  runCases(file, loadCases(written(history, expected, head), "cases.yaml")).flatMap((result) => result.failures);

const counted = `{ at: "2026-03-10 10:00", event: "duty.done:counting" }`;
const reported = `{ at: "2026-03-15 10:00", event: "duty.done:report" }`;

describe("a duty in a case", () => {
  it.each([
    ["is open before its day", [], `{ at: "2026-03-14 10:00", duty: report, on: "2026-03-15", is: open }`],
    ["is breached after its day", [], `{ at: "2026-03-16 00:01", duty: report, on: "2026-03-15", is: breached }`],
    ["is met by what was done", [reported], `{ at: "2026-03-15 10:00", duty: report, on: "2026-03-15", is: met }`],
    [
      "is met late by what was done after its day",
      [`{ at: "2026-03-16 10:00", event: "duty.done:report", with: { on: "2026-03-15" } }`],
      `{ at: "2026-03-16 10:00", duty: report, on: "2026-03-15", is: met_late }`,
    ],
    [
      "is not met by half of it",
      [`{ at: "2026-03-15 10:00", event: "duty.done:report", with: { sections: [] } }`],
      `{ at: "2026-03-15 11:00", duty: report, on: "2026-03-15", is: open }`,
    ],
    [
      "is owed by a post, announced, due, and goes to posts",
      [],
      `{ at: "2026-03-01 10:00", duty: report, on: "2026-03-15", owner: waiter, to: [owner], warn: "2026-03-14 00:00", due: "2026-03-15 24:00" }`,
    ],
    ["is of no other day", [], `{ at: "2026-03-14 10:00", duty: report, on: "2026-03-16", is: none }`],
    [
      "that follows another is due so long after that was done",
      [reported],
      `{ at: "2026-03-15 11:00", duty: reply, between: ["2026-03-01", "2026-03-31"], days: ["2026-03-18"] }`,
    ],
    [
      "that is owed for each project has its days for one of them",
      [],
      `{ at: "2026-03-01 11:00", duty: inspection, between: ["2026-03-01", "2026-03-31"], days: ["2026-03-20"] }`,
    ],
    [
      "that was done for one project is still owed for another",
      [`{ at: "2026-03-20 10:00", event: "duty.done:inspection", with: { subjectId: 2 } }`],
      `{ at: "2026-03-20 11:00", duty: inspection, on: "2026-03-20", is: open }`,
    ],
    ["that is breached is heard of", [], `{ at: "2026-03-16 00:01", notice: report.breached, to: [owner] }`],
    [
      "may be called done when it is whole and rests on what was done before",
      [counted],
      `{ at: "2026-03-15 10:00", permits: "duty.done:report", with: { sections: [numbers], to: [owner] } }`,
    ],
  ])("%s", (_, history, expected) => {
    expect(failures([received, ...history], [expected])).toEqual([]);
  });

  it.each([
    ["before what it needs", [], "{ sections: [numbers], to: [owner] }"],
    ["without its sections", [counted], "{ to: [owner] }"],
    ["without reaching everybody", [counted], "{ sections: [numbers] }"],
  ])("is refused %s", (_, history, given) => {
    const act = `refuses: "duty.done:report", with: ${given}`;
    expect(failures([received, ...history], [`{ at: "2026-03-15 10:00", ${act}, clause: TH-2 }`])).toEqual([]);
  });

  it("that does not stand as the case says is told with what it is", () => {
    const expected = [
      `{ at: "2026-03-01 10:00", duty: report, between: ["2026-03-01", "2026-03-10"], days: ["2026-03-10"], owner: owner }`,
      `{ at: "2026-03-16 10:00", duty: report, on: "2026-03-15", is: met }`,
    ];
    expect(failures([received], expected)).toEqual([
      "2026-03-01 10:00: report falls due on is no day, not 2026-03-10",
      "2026-03-01 10:00: the owner of report is waiter, not owner",
      "2026-03-16 10:00: report of 2026-03-15 is breached, not met",
    ]);
  });
});

describe("an expectation", () => {
  it("of a warning holds where the gate only warns, and fails where it does not", () => {
    const warns = `{ at: "2026-03-05 11:00", warns: complaint.closed, clause: TH-3 }`;
    const filed = `{ at: "2026-03-05 10:30", event: "record.filed:visit_card" }`;
    expect(failures([received], [warns])).toEqual([]);
    expect(failures([received, filed], [warns])).toEqual([
      "2026-03-05 11:00: complaint.closed is permitted without a warning",
    ]);
    expect(failures([received], [warns.replace("TH-3", "TH-1")])).toEqual([
      "2026-03-05 11:00: the clause that warns of complaint.closed is TH-3, not TH-1",
    ]);
  });

  it("of guidance holds at the place where it is shown, and nowhere else", () => {
    const shows = `{ at: "2026-03-05 11:00", shows: TH-1, place: reply.sent }`;
    expect(failures([received], [shows])).toEqual([]);
    expect(failures([received], [shows.replace("reply.sent", '"post:waiter"')])).toEqual([
      "2026-03-05 11:00: TH-1 is not shown at post:waiter",
    ]);
  });

  it("that does not hold says what is instead, and when", () => {
    const due = `{ at: "2026-03-05 11:00", obligation: answer, due: "2026-03-10 18:00" }`;
    expect(failures([received], [due])).toEqual([
      "2026-03-05 11:00: answer due is 2026-03-09 18:00:00, not 2026-03-10 18:00:00",
    ]);
  });

  it("of the warning before a term holds at its instant", () => {
    expect(failures([received], [`{ at: "2026-03-05 11:00", obligation: answer, warn: "2026-03-08 18:00" }`])).toEqual(
      [],
    );
  });

  it.each([
    [`{ at: "2026-03-05 11:00", obligation: answer }`, "obligation: says nothing without is or due or warn"],
    [`{ at: "2026-03-05 11:00", permits: complaint.closed, clause: TH-3 }`, "clause: says nothing without refuses"],
    [`{ at: "2026-03-05 11:00", duty: report, is: open }`, "duty: of which day?"],
    [`{ at: "2026-03-05 11:00" }`, "asks nothing"],
  ])("%s is refused, since it always holds", (expected, message) => {
    expect(() => loadCases(written([received], [expected]), "cases.yaml")).toThrow(message);
  });
});

describe("a name in a case that the regulation does not have", () => {
  const at = `at: "2026-03-05 11:00"`;

  it.each([
    [`{ ${at}, obligation: anwser, is: none }`, "there is no obligation anwser; did you mean answer?"],
    [`{ ${at}, notice: anwser.breached, to: [] }`, "there is no notice anwser.breached; did you mean answer.breached?"],
    [
      `{ ${at}, duty: raport, between: ["2026-03-01", "2026-03-10"], days: [] }`,
      "there is no duty raport; did you mean report?",
    ],
    [`{ ${at}, keeps: visit_cart, until: permanent }`, "there is no record visit_cart; did you mean visit_card?"],
    [`{ ${at}, level: ordinery }`, "there is no level ordinery; did you mean ordinary?"],
    [`{ ${at}, status: opened }`, "there is no status opened; did you mean open?"],
    [`{ ${at}, obligation: answer, owner: waitor }`, "there is no post waitor; did you mean waiter?"],
    [`{ ${at}, refuses: complaint.closed, by: [ovner] }`, "there is no post ovner; did you mean owner?"],
    [`{ ${at}, refuses: complaint.closed, clause: TH-33 }`, "there is no clause TH-33; did you mean TH-3?"],
    [`{ ${at}, shows: TH-1, place: reply.sendt }`, "there is no place reply.sendt; did you mean reply.sent?"],
    [`{ ${at}, refuses: complaint.close }`, "there is no event complaint.close; did you mean complaint.closed?"],
    [
      `{ ${at}, refuses: "record.filed:visit_card", with: { filled: [opinoin] } }`,
      "there is no field of visit_card opinoin; did you mean opinion?",
    ],
    [`{ ${at}, permits: "duty.done:raport" }`, "there is no duty raport; did you mean report?"],
  ])("is told with what was meant: %s", (expected, message) => {
    expect(failures([received], [expected])).toEqual([message]);
  });

  it.each([
    [`event: "step.taken:home_visits"`, "there is no step home_visits; did you mean home_visit?"],
    [`event: step.taken, with: { step: flight }`, "there is no step flight"],
    [
      `event: "step.taken:home_visit", with: { outcome: sean }`,
      "there is no outcome of home_visit sean; did you mean seen?",
    ],
    [`event: "record.filed:visit_cart"`, "there is no form visit_cart; did you mean visit_card?"],
    [
      `event: "record.filed:visit_card", with: { filled: [opinions] }`,
      "there is no field of visit_card opinions; did you mean opinion?",
    ],
    [
      `event: "record.filed:visit_card", with: { marks: ["grade:goood"] }`,
      "there is no mark of visit_card grade: goood; did you mean good?",
    ],
    [`event: "fact.recorded:raeson", with: { code: cold }`, "there is no fact raeson; did you mean reason?"],
    [`event: "fact.recorded:reason", with: { code: colt }`, "there is no value of reason colt; did you mean cold?"],
    [`event: complaint.received, with: { channel: conter }`, "there is no channel conter; did you mean counter?"],
    [`event: complaint.received, with: { category: tee }`, "there is no category tee; did you mean tea?"],
    [`event: "duty.done:raport"`, "there is no duty raport; did you mean report?"],
    [`event: "complaint.urged:twice"`, "complaint.urged says nothing behind a colon: write twice under `with`"],
    [
      `event: "obligation.met:answer"`,
      "obligation.met follows from what happens: a case expects it, its history cannot hold it",
    ],
    [`event: calendar.changed`, "no rule hears of calendar.changed"],
    [`event: complaint.relayed, with: { too: owner }`, "complaint.relayed has no too; did you mean to?"],
  ])("in its history is told with what was meant: %s", (happening, message) => {
    expect(failures([received, `{ at: "2026-03-05 10:30", ${happening} }`], [`{ ${at}, status: open }`])).toEqual([
      message,
    ]);
  });

  it("among its readings is told, and a choice that there is not", () => {
    const status = [`{ ${at}, status: open }`];
    expect(failures([received], status, "    readings: { moood: good }\n")).toEqual([
      "there is no reading moood; did you mean mood?",
    ]);
    expect(failures([received], status, "    readings: { mood: odd }\n")).toEqual([
      "the reading mood cannot be odd: it is one of good, bad",
    ]);
  });

  it("may be what is refused, where it is no slip of the pen", () => {
    const expected = `{ ${at}, refuses: "record.filed:visit_card", with: { filled: [opinion, weather] }, clause: TH-3 }`;
    expect(failures([received], [expected])).toEqual([]);
  });
});

describe("what a case does not care about", () => {
  it("is filled in with what the regulation has", () => {
    expect(failures([received], [`{ at: "2026-03-05 11:00", obligation: answer, is: open }`])).toEqual([]);
  });
});

describe("a calendar of cases", () => {
  const open = (from: string): string =>
    `calendar:\n  code: odd\n  zone: Europe/Londn\n  week: { mon: [{ from: "${from}", to: "17:00" }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }\n`;

  it("is told what is wrong with it, with line and key", () => {
    const text = open("25:00") + written([received], [`{ at: "2026-03-05 11:00", status: open }`]);
    expect(() => loadCases(text, "cases.yaml")).toThrow(
      "cases.yaml:3:3 calendar.zone: unknown time zone: Europe/Londn\n" +
        "cases.yaml:4:19 calendar.week.mon.0.from: not a time of day (HH:MM): 25:00",
    );
  });
});

describe("a rule", () => {
  it("is not proved by a case that does not hold", () => {
    const bad = loadCases(
      written([received], [`{ at: "2026-03-05 11:00", obligation: answer, is: met }`]).replace("TH-2", "TH-1"),
      "cases.yaml",
    );
    const good = loadCases(
      written([received], [`{ at: "2026-03-05 11:00", obligation: answer, is: open }`]).replace("TH-2", "TH-1"),
      "cases.yaml",
    );
    const names = (cases: typeof bad): readonly string[] => unprovenRules(file, cases).map(({ name }) => name);
    expect(names(bad)).toContain("obligations.answer");
    expect(names(good)).not.toContain("obligations.answer");
  });

  it("that is taken out is missed, and not merely unknown to the case", () => {
    const none = loadCases(
      written([received], [`{ at: "2026-03-05 09:00", obligation: answer, is: none }`]).replace("TH-2", "TH-1"),
      "cases.yaml",
    );
    expect(unprovenRules(file, none).map(({ name }) => name)).toContain("obligations.answer");
  });
});
