import { describe, expect, it } from "@jest/globals";
import { loadRegulation } from "../file/load.js";
import { regulationOf } from "../testing/complaint-case.js";
import { describeRules, type RuleInWords } from "./describe-rule.js";
import { eventsInWords } from "./event-words.js";
import { recurrenceRuleInWords } from "./recurrence-words.js";

const file = loadRegulation(
  `
regulation: tea-house
version: 1
title: { zh: 茶馆, en: tea house }
effectiveFrom: "2026-01-01"
clauses:
  - { id: TH-1, kind: clock, zh: 答复, en: answered }
  - { id: TH-2, kind: clock, zh: 延期, en: extended }
  - { id: TH-3, kind: report, zh: 报告, en: reported }
posts:
  - { code: waiter, zh: 服务员, en: waiter, under: owner }
  - { code: owner, zh: 店主, en: owner }
ladder: [waiter, owner]
categories: [{ code: tea, zh: 茶, en: tea }]
channels: [{ code: counter, zh: 柜台, en: at the counter }]
levels: [{ code: ordinary, rank: 1, zh: 一般, en: ordinary, clause: TH-1 }]
steps: [{ code: extension, zh: 延期, en: extension, clause: TH-2, by: [owner, waiter], needs: [date] }]
forms:
  - { code: visit_card, zh: 回访卡, en: visit card, clause: TH-3, fields: [{ code: grade, zh: 满意度, en: grade, clause: TH-1, required: true, values: [good, poor] }] }
obligations:
  - code: answer
    zh: 答复
    en: answer
    clause: TH-1
    opens: { on: complaint.received }
    owner: [{ post: owner, when: complainants > 3 }, waiter]
    due: [{ when: extensionCount > 0, endOf: extensionOn, noLaterThan: { workingDays: 15 }, clause: TH-2 }, { workingDays: 10 }]
    met: { on: reply.sent }
    warn: 50%
    breach: [{ notify: [waiter, owner], clause: TH-2 }]
gates:
  - { action: complaint.closed, clause: TH-3, require: visitCardCount > 0, message: { zh: 先回访, en: visit first } }
duties:
  - { code: report, zh: 月报, en: report, clause: TH-3, rule: "FREQ=MONTHLY;BYMONTHDAY=30", owner: waiter, to: [owner], sections: [numbers], warn: P2D }
retention: [{ code: cards, zh: 保存, en: cards, clause: TH-3, of: [visit_card], keep: P1Y }]
numbering: [{ code: number, zh: 编号, en: number, clause: TH-3, of: [visit_card], pattern: "TH{number:3}", issuers: [owner, waiter] }]
metrics: [{ code: answered, zh: 答复率, en: answered, clause: TH-1, of: open, count: replies > 0, target: 0.9 }]
`,
  "tea.yaml",
);

const one = (named: string): RuleInWords => {
  const [rule, ...others] = describeRules(file, named);
  if (rule === undefined || others.length > 0) throw new Error(`${named} names ${others.length + 1} rules`);
  return rule;
};
const said = (named: string): readonly string[] => one(named).lines.map(([key, words]) => `${key}: ${words}`);

describe("an obligation in words", () => {
  it("says when it opens, who owes it, by when at the latest, under which clauses, and what a breach does", () => {
    expect(said("answer")).toEqual([
      "opens: on complaint.received",
      "owner: 店主 (owner) when complainants > 3; else 服务员 (waiter)",
      "due: by the end of the day: extension: the date that it last named, and no later than: by the end of working day 15, when extensionCount > 0 (TH-2); else by the end of working day 10",
      "met: on reply.sent",
      "warn: when 50% of the time has passed",
      "on breach: 服务员 (waiter) and 店主 (owner) hear of it (TH-2)",
    ]);
  });

  it("is shown with the clauses of its terms and of its breach too", () => {
    expect(one("answer").clauses).toEqual(["TH-1", "TH-2"]);
  });
});

describe("everything else in words", () => {
  it.each([
    ["extension", ["taken by: 店主 (owner) or 服务员 (waiter)", "needs: date"]],
    ["visit_card", ["field grade: 满意度 (grade) (TH-1); required; one of good, poor"]],
    [
      "report",
      [
        "falls due: every month on the 30th (or the last day)",
        "owner: 服务员 (waiter)",
        "to: 店主 (owner)",
        "its sections: numbers",
        "warn: 2 days before",
      ],
    ],
    ["cards", ["of: 回访卡 (visit card)", "kept: 1 year"]],
    [
      "number",
      [
        "of: 回访卡 (visit card)",
        "looks like: TH{number:3}",
        "counts anew: never",
        "drawn by: 店主 (owner) and 服务员 (waiter)",
      ],
    ],
    [
      "answered",
      ["is: the share of those for which replies > 0, among complaints for which open", "reached: from 90% on"],
    ],
    ["waiter", ["under: 店主 (owner)", "ladder: rung 1 of 2"]],
    ["ordinary", ["rank: 1", "holds: for everything else"]],
    ["complaint.closed", ["refused: complaint.closed", "unless: visitCardCount > 0"]],
  ])("%s says what it demands", (named, lines) => {
    expect(said(named)).toEqual(lines);
  });

  it("is written without braces or brackets of a program in every regulation that ships", () => {
    const shipped = ["ligao", "zhonghai", "jindi", "property-kf02", "sales-plan"].map(regulationOf);
    const lines = shipped.flatMap((regulation) =>
      [regulation.duties, regulation.retention, regulation.metrics, regulation.notices, regulation.steps]
        .flat()
        .flatMap(({ code }) => describeRules(regulation, code).flatMap((rule) => rule.lines)),
    );
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter(([, words]) => /[{}]|undefined|\[object|NaN/.test(words))).toEqual([]);
  });
});

describe("the rules that a clause names", () => {
  it("are all that cite it", () => {
    expect(describeRules(file, "TH-2").map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      "obligation answer",
      "step extension",
    ]);
  });

  it("are none for a word that nothing has", () => {
    expect(describeRules(file, "anwser")).toEqual([]);
  });
});

describe("the days of a duty in words", () => {
  it.each([
    ["FREQ=WEEKLY;BYDAY=MO", "every week on Monday"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR", "every 2 weeks on Tuesday and Friday"],
    ["FREQ=MONTHLY;BYDAY=1MO", "every month on the 1st Monday"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"],
    ["FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30", "every year on the 30th (or the last day) of September"],
    ["FREQ=MONTHLY;BYMONTHDAY=12;BYSETPOS=1", "FREQ=MONTHLY;BYMONTHDAY=12;BYSETPOS=1"],
  ])("%s is %s", (rule, words) => {
    expect(recurrenceRuleInWords(rule)).toBe(words);
  });
});

describe("the list of events", () => {
  const named = (type: string): ReturnType<typeof eventsInWords>[number] | undefined =>
    eventsInWords().find((event) => event.type === type);

  it("says what an event takes, and what may stand behind its colon", () => {
    expect(named("step.taken")).toMatchObject({ use: "happens", qualifiedBy: "step" });
    expect(named("step.taken")?.fields).toEqual(
      expect.arrayContaining([
        { name: "step", is: "a code", isOptional: false },
        { name: "date", is: "a day", isOptional: true },
        { name: "at", is: "a day and a time", isOptional: true },
        { name: "number", is: "a whole number", isOptional: true },
        { name: "items", is: "several codes", isOptional: true },
        { name: "recordId", is: "somebody or something (a number)", isOptional: true },
      ]),
    );
  });

  it("tells what follows from what happens apart, and has the duties and no other event of an organization", () => {
    expect(named("obligation.breached")?.use).toBe("waited for");
    expect(named("duty.done")).toMatchObject({ use: "duty", qualifiedBy: "duty" });
    expect(named("calendar.changed")).toBeUndefined();
  });
});
