import { removableRules, withoutDependents } from "../conformance/rule-removal.js";
import type { RegulationFile } from "../file/schema.js";
import type { CasesFile, RegulationCase } from "./case.schema.js";
import { allHold, runCases } from "./run-cases.js";

/** A rule that could be taken out without any case of one of its clauses noticing. */
export interface UnprovenRule {
  readonly name: string;
  readonly clauses: readonly string[];
}

/** What only names things has nothing that a case could miss. */
const NAMES: ReadonlySet<string> = new Set(["posts", "categories", "channels", "readings", "clauses", "facts"]);

/**
 * Takes every rule out in turn and lets the cases of its clauses happen again. A case that does not hold misses everything,
 * and so proves nothing. What the file cannot be read without is needed in any case.
 */
export function unprovenRules(file: RegulationFile, cases: CasesFile): readonly UnprovenRule[] {
  const results = runCases(file, cases);
  const holding = cases.cases.filter((_, index) => results[index]?.failures.length === 0);
  return removableRules(file).filter(({ path, clauses }) => {
    if (NAMES.has(String(path[0]))) return false;
    const own = holding.filter((one) => [one.clause].flat().some((id) => clauses.includes(id)));
    if (own.length === 0) return true;
    const left = withoutDependents(file, path);
    return left !== undefined && allHold(left, { ...cases, cases: own.map((one) => withKnownReadings(one, left)) });
  });
}

/** A reading that went with its rule cannot be chosen any more. */
function withKnownReadings(one: RegulationCase, { readings }: RegulationFile): RegulationCase {
  const kept = Object.entries(one.readings).filter(([name]) => Object.hasOwn(readings, name));
  return { ...one, readings: Object.fromEntries(kept) };
}
