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

  it("shows how a duty is told in a case", () => {
    const file = loadRegulation(lesson + ["readings:", "steps:", "duties:"].map(starting).join(""), "my.yaml");
    const told = starting("history:").replaceAll(/^/gm, "    ");
    const head = "regulation: tea-house\ncases:\n  - clause: TH-2\n    says: the month is reported\n";
    expect(runCases(file, loadCases(head + told, "cases.yaml"))[0]?.failures).toEqual([]);
  });

  it("gives examples of every other key that can be read", () => {
    const others = ["readings:", "steps:", "moments:", "duties:"].map(starting).join("");
    const file = loadRegulation(lesson + others.replace("handedOverAt", "receivedAt"), "my.yaml");
    expect(file.duties).toHaveLength(1);
    expect(file.moments).toHaveLength(1);
    expect(file.forms).toHaveLength(1);
  });
});
