import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { uncitedClauses } from "../authoring/cited.js";
import { unreachable } from "../authoring/unreachable.js";
import { loadRegulation } from "../file/load.js";
import { loadCases, runCases } from "./run-cases.js";
import { unprovenRules } from "./unproven.js";

/* A regulation of another country, written with docs/writing-a-regulation.md alone. */

const read = (name: string): string => readFileSync(new URL(`../../test-regulations/${name}`, import.meta.url), "utf8");

const file = loadRegulation(read("housing-ombudsman.yaml"), "housing-ombudsman.yaml");
const cases = loadCases(read("housing-ombudsman.cases.yaml"), "housing-ombudsman.cases.yaml");

const results = runCases(file, cases).map(({ clauses, says, failures }) => ({
  title: `${clauses.join(" ")} ${says}`,
  failures,
}));

describe("the Complaint Handling Code of the Housing Ombudsman", () => {
  it("has no rule that can never act", () => {
    expect(unreachable(file)).toEqual([]);
  });

  it("has no clause that nothing cites", () => {
    expect(uncitedClauses(file)).toEqual([]);
  });

  it("has no rule that its cases would not miss", () => {
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
    expect(unprovenRules(file, cases)).toEqual([]);
  });

  it("HO-4.1 the complaints officer stands under the complaints manager", () => {
    expect(file.posts.find(({ clause }) => clause === "HO-4.1")).toMatchObject({ code: "officer", under: "manager" });
  });

  it.each([
    ["HO-3.2 any way of complaining", "HO-3.2", "complaint.received"],
    ["HO-5.8 the fairness of the handler", "HO-5.8", "form:stage_one_letter"],
    ["HO-5.8 the fairness of the other handler", "HO-5.8", "form:stage_two_letter"],
    ["HO-5.9 keeping the resident informed", "HO-5.9", "step.taken:stage_one_extension"],
    ["HO-5.9 keeping the resident informed for longer", "HO-5.9", "step.taken:stage_two_extension"],
    ["HO-9.8 courtesy", "HO-9.8", "reply.sent"],
  ])("%s is shown where it matters", (_, id, place) => {
    const shown = file.guidance.filter(({ at }) => at.includes(place)).flatMap(({ clause }) => clause);
    expect(shown).toContain(id);
  });

  it.each(results)("$title", ({ failures }) => {
    expect(failures).toEqual([]);
  });
});
