import { runCases, unprovenRules, type CasesFile, type RegulationFile } from "@hearken/regulation";

/** What became of the cases of a regulation, for people. */
export interface TestReport {
  readonly lines: readonly string[];
  /** Every case holds, and every rule would be missed by one. */
  readonly isProved: boolean;
}

/** Lets the cases happen, and names the rules that none of them would miss. */
export function testReport(file: RegulationFile, cases: CasesFile): TestReport {
  const results = runCases(file, cases);
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const unproven = unprovenRules(file, cases);
  const rules = unproven.length === 1 ? "rule is" : "rules are";
  return {
    lines: [
      ...results.flatMap(({ clauses, says, failures }) => [
        `${failures.length === 0 ? "✓" : "✗"} ${clauses.join(" ")} ${says}`,
        ...failures.map((failure) => `    ${failure}`),
      ]),
      ...unproven.map(({ name, clauses }) => `no case would miss ${name} (${clauses.join(", ")})`),
      `${results.length - failed} of ${results.length} cases hold, ${unproven.length} ${rules} not proved by any`,
    ],
    isProved: failed + unproven.length === 0,
  };
}
