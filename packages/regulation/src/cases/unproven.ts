import { removableRules, without } from "../conformance/rule-removal.js";
import { RegulationFileError } from "../file/problem.js";
import type { RegulationFile } from "../file/schema.js";
import type { CasesFile } from "./case.schema.js";
import { runCases } from "./run-cases.js";

/** A rule that could be taken out without any case of one of its clauses noticing. */
export interface UnprovenRule {
  readonly name: string;
  readonly clauses: readonly string[];
}

/** What only names things or shows them has nothing that a case could miss. */
const SHOWN: ReadonlySet<string> = new Set([
  "posts",
  "categories",
  "channels",
  "readings",
  "clauses",
  "guidance",
  "scripts",
  "facts",
]);

/**
 * Takes every rule out in turn and lets the cases of its clauses happen again.
 * What the file cannot be read without is needed in any case.
 */
export function unprovenRules(file: RegulationFile, cases: CasesFile): readonly UnprovenRule[] {
  return removableRules(file).filter(({ path, clauses }) => {
    if (SHOWN.has(String(path[0]))) return false;
    const own = cases.cases.filter((one) => [one.clause].flat().some((id) => clauses.includes(id)));
    if (own.length === 0) return true;
    try {
      return runCases(without(file, path), { ...cases, cases: own }).every(({ failures }) => failures.length === 0);
    } catch (error) {
      if (error instanceof RegulationFileError) return false;
      throw error;
    }
  });
}
