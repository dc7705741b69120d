import { describe, expect, it } from "@jest/globals";
import { loadRegulation } from "../file/load.js";

const file = (rest: string): string => `
regulation: tea-house
version: 1
title: { zh: 茶馆, en: tea house }
effectiveFrom: "2026-01-01"
clauses:
  - { id: TH-1, kind: clock, zh: 答复, en: answered }
posts: [{ code: owner, zh: 店主, en: owner }]
ladder: [owner]
categories: [{ code: tea, zh: 茶, en: tea }]
channels: [{ code: counter, zh: 柜台, en: at the counter }]
levels: [{ code: ordinary, rank: 1, zh: 一般, en: ordinary, clause: TH-1 }]
${rest}`;
const gate = (require: string): string =>
  file(`gates: [{ action: complaint.closed, clause: TH-1, require: '${require}', message: { zh: 否, en: no } }]`);
const told = (text: string): string => {
  try {
    loadRegulation(text, "tea.yaml");
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

describe("what a writer is told", () => {
  it("of a clause says that the file's own clauses lack it too", () => {
    expect(told(file("guidance: [{ clause: TH-2, at: [reply.sent] }]"))).toContain(
      `neither the file's own clauses nor a register has the clause TH-2; did you mean "TH-1"?`,
    );
  });

  it.each(["every month", "FREQ=MONTHLY;BYMONTHDAY=32"])("of the days %s shows how days are written", (rule) => {
    expect(
      told(file(`duties: [{ code: report, zh: 月报, en: report, clause: TH-1, rule: "${rule}", owner: owner }]`)),
    ).toContain('days are written like "FREQ=MONTHLY;BYMONTHDAY=30"');
  });

  it("puts a suggestion on a line of its own when the message points into the condition", () => {
    const lines = told(gate("followUp > 0")).split("\n");
    expect(lines[0]).toMatch(/^tea\.yaml:13:\d+ gates\.0\.require: Unknown variable: followUp$/);
    expect(lines.at(-1)).toBe('  did you mean "followUps"?');
  });

  it.each([
    ["bulletins", 'answers list<string>, but bool is needed here; ask with `in`: "good" in list'],
    ["channel", 'answers string, but bool is needed here; compare it: word == "good"'],
    ["replies", "answers int, but bool is needed here; compare it: number > 0"],
  ])("of the condition %s says how to ask", (require, message) => {
    expect(told(gate(require))).toContain(message);
  });
});
