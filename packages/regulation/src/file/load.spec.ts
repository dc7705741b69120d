import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { loadRegulation } from "./load.js";
import { describeProblem, RegulationFileError, type FileProblem } from "./problem.js";

const ligao = readFileSync(new URL("../../regulations/ligao.yaml", import.meta.url), "utf8");

/** What is wrong with Ligao's file once `from` is replaced by `to`. */
function problems(from: string, to: string): readonly FileProblem[] {
  const text = ligao.replace(from, to);
  expect(text).not.toBe(ligao);
  try {
    loadRegulation(text, "ligao.yaml");
  } catch (error) {
    if (error instanceof RegulationFileError) return error.problems;
    throw error;
  }
  return [];
}
const lineOf = (part: string): number => ligao.slice(0, ligao.indexOf(part)).split("\n").length;

describe("a regulation file", () => {
  it("is read when nothing is wrong with it", () => {
    expect(loadRegulation(ligao, "ligao.yaml")).toMatchObject({ regulation: "ligao", version: 1 });
  });

  it.each([
    [
      "a misspelt key",
      "    due: {within: PT30M, from: callEndedAt}",
      "    due: {withn: PT30M, from: callEndedAt}",
      "due.withn",
      "within",
    ],
    ["a misspelt fact", "{when: litigationFiled, clause", "{when: litigationFilled, clause", "when", "litigationFiled"],
    ["a misspelt event", "met: {on: command.appointed}", "met: {on: command.apointed}", "met.on", "command.appointed"],
    ["a misspelt post", "    owner: company_principal", "    owner: company_principle", "owner", "company_principal"],
    [
      "a field that the event does not have",
      "per: event.relayId}\n    owner",
      "per: event.relayID}\n    owner",
      "per",
      "relayId",
    ],
    [
      "a misspelt reading",
      "due: {within: immediately}\n    met: {on: command",
      "due: {within: imediately}\n    met: {on: command",
      "within",
      "immediately",
    ],
    [
      "a post of the ladder that nobody defined",
      "ladder: [service_specialist, service_center",
      "ladder: [service_specialist, service_centre",
      "ladder.1",
      "service_center",
    ],
  ])("is refused for %s, with file, line, key and what was meant", (_, from, to, key, suggestion) => {
    const [problem, ...others] = problems(from, to);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: "ligao.yaml", suggestion });
    expect(problem?.key).toContain(key);
    expect(problem?.line).toBe(lineOf(from));
    expect(describeProblem(problem as FileProblem)).toMatch(/^ligao\.yaml:\d+:\d+ .*did you mean/s);
  });

  it.each([
    ["a condition of the wrong type", "{when: repeat, clause", "{when: complainants, clause", /answers int, but bool/],
    [
      "a comparison of text with a number",
      'channel == "phone" && isWorkingDay',
      "channel == 3 && isWorkingDay",
      /no such overload/,
    ],
    [
      "a clause that no register has",
      "clause: LG-5.2.2A\n    opens",
      "clause: LG-9.9.9\n    opens",
      /no register has the clause LG-9\.9\.9/,
    ],
    [
      "a due time said in two ways",
      "due: {sameDay: true, from",
      "due: {sameDay: true, workingDays: 1, from",
      /in 2 ways/,
    ],
    ["a duration that is none", "    warn: PT30M", "    warn: half an hour", /neither a percentage/],
    [
      "a post that stands twice on the ladder",
      "company_principal, group_coordination]\n\ncategories",
      "service_center, group_coordination]\n\ncategories",
      /twice on the ladder/,
    ],
    ["an obligation that stands twice", "  - code: relay_electronic", "  - code: relay_phone", /stands twice/],
    ["YAML that is none", "posts:\n", "posts: [\n", /./],
  ])("is refused for %s", (_, from, to, message) => {
    expect(
      problems(from, to)
        .map((problem) => problem.message)
        .join("\n"),
    ).toMatch(message);
  });

  it("tells everything that is wrong at once", () => {
    const text = ligao
      .replace("callEndedAt}", "calEndedAt}")
      .replace("{on: command.appointed}", "{on: command.apointed}");
    expect(() => loadRegulation(text, "ligao.yaml")).toThrow(/calEndedAt[\s\S]*command\.apointed/);
  });
});
