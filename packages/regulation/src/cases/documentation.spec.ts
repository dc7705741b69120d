import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { uncitedClauses } from "../authoring/cited.js";
import { unreachable } from "../authoring/unreachable.js";
import { loadRegulation } from "../file/load.js";
import { loadCases, runCases } from "./run-cases.js";
import { unprovenRules } from "./unproven.js";

const page = readFileSync(new URL("../../../../docs/writing-a-regulation.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
const starting = (key: string): string => blocks.find((text) => text.startsWith(key)) ?? "";

const lesson = [starting("regulation: tea-house\nversion"), starting("posts:"), starting("obligations:")].join("");
const cases = loadCases(starting("regulation: tea-house\ncases"), "cases.yaml");

describe("docs/writing-a-regulation.md", () => {
  it("leads to a regulation that can be carried out and whose every clause is cited", () => {
    const file = loadRegulation(lesson, "my.yaml");
    expect(unreachable(file)).toEqual([]);
    expect(uncitedClauses(file)).toEqual([]);
  });

  it("shows cases that hold, and that would miss every rule", () => {
    const file = loadRegulation(lesson, "my.yaml");
    expect(runCases(file, cases).flatMap(({ failures }) => failures)).toEqual([]);
    expect(unprovenRules(file, cases)).toEqual([]);
  });

  it("gives examples of every other key that can be read", () => {
    const others = ["readings:", "steps:", "moments:", "duties:"].map(starting).join("");
    const file = loadRegulation(lesson + others.replace("handedOverAt", "receivedAt"), "my.yaml");
    expect(file.duties).toHaveLength(1);
    expect(file.moments).toHaveLength(1);
    expect(file.forms).toHaveLength(1);
  });
});

describe("a case", () => {
  it("that does not hold says what is instead, and when", () => {
    const file = loadRegulation(lesson.replace("workingDays: 2", "workingDays: 3"), "my.yaml");
    const [first] = runCases(file, cases);
    expect(first?.failures[0]).toBe("2026-03-05 11:00: answer due is 2026-03-10 18:00:00, not 2026-03-09 18:00:00");
  });

  it("that would not miss a rule leaves the rule unproved", () => {
    const file = loadRegulation(lesson, "my.yaml");
    const fewer = { ...cases, cases: cases.cases.filter(({ clause }) => clause !== "TH-4") };
    expect(unprovenRules(file, fewer).map(({ name }) => name)).toEqual(["gates.complaint.closed"]);
  });

  it.each([
    ["reply.sendt", "there is no event reply.sendt"],
    ["complaint.relayed", "complaint.relayed to: Invalid input: expected string, received undefined"],
  ])("with the event %s is told what is wrong with it", (event, message) => {
    const file = loadRegulation(lesson, "my.yaml");
    const [one] = cases.cases;
    if (one === undefined) throw new Error("there are no cases");
    const bad = { ...one, history: one.history.map((happening) => ({ ...happening, event })) };
    expect(runCases(file, { ...cases, cases: [bad] })[0]?.failures).toEqual([message]);
  });
});
