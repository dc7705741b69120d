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

  it.each(results)("$title", ({ failures }) => {
    expect(failures).toEqual([]);
  });
});
