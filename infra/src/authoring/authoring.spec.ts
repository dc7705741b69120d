import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { loadCases, type CasesFile } from "@hearken/regulation";
import { readRegulationFile } from "./file-source.js";
import { eventLines, factLines } from "./reference-pages.js";
import { testReport } from "./test-report.js";

const FOLDER = new URL("../../../packages/regulation/test-regulations/", import.meta.url);
const file = readRegulationFile(fileURLToPath(new URL("housing-ombudsman.yaml", FOLDER)));
const name = "housing-ombudsman.cases.yaml";
const cases = loadCases(readFileSync(new URL(name, FOLDER), "utf8"), name);

describe("the report of a test", () => {
  it("is good when every case holds and every rule is proved", () => {
    const { lines, isProved } = testReport(file, cases);
    expect(lines.at(-1)).toBe(
      `${cases.cases.length} of ${cases.cases.length} cases hold, 0 rules are not proved by any`,
    );
    expect(isProved).toBe(true);
  });

  it("is bad when a rule is not proved, though every case holds", () => {
    const fewer: CasesFile = { ...cases, cases: cases.cases.filter(({ clause }) => clause !== "HO-9.8") };
    const { lines, isProved } = testReport(file, fewer);
    expect(lines.slice(-2)).toEqual([
      "no case would miss guidance.3 (HO-9.8)",
      `${fewer.cases.length} of ${fewer.cases.length} cases hold, 1 rule is not proved by any`,
    ]);
    expect(isProved).toBe(false);
  });
});

describe("the lists for writers", () => {
  it("say of every fact what it is, in both languages", () => {
    expect(factLines()).toContainEqual(expect.stringMatching(/^followUps +number +回访次数 \/ return visits made$/));
  });

  it("say of every event what it takes, and what may stand behind its colon", () => {
    const lines = eventLines();
    const at = lines.findIndex((line) => line.startsWith("complaint.suspended[:reason]"));
    expect(lines.slice(at + 1, at + 3)).toEqual([
      "    reason: a code",
      "    reasonId?: somebody or something (a number)",
    ]);
  });
});
