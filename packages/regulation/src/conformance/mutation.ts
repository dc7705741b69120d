import type { RemovableRule } from "./rule-removal.js";

/** What came of taking one rule out. */
export interface Mutant {
  readonly rule: RemovableRule;
  /** `refused`: the file does not load without it, since something else speaks of it. */
  readonly fate: "killed" | "refused" | "survived";
  /** Its clauses of which a test failed. */
  readonly provenBy: readonly string[];
  /** How many tests begin with one of its clauses. */
  readonly tests: number;
}

/** What the tests of one regulation notice. */
export interface MutationReport {
  readonly rules: number;
  readonly killed: number;
  readonly refused: readonly string[];
  /** Rules that nobody misses: `obligations.relay_phone (LG-5.2.2A): 3 tests stay green`. */
  readonly survived: readonly string[];
  /** Clauses that tests name, though none of their tests fails when a rule that cites them is taken out. */
  readonly unproven: readonly string[];
  /** Clauses that tests claim to execute though no rule cites them. */
  readonly uncited: readonly string[];
}

/** @param tested the clauses of this regulation's source that tests name, and how */
export function mutationReport(
  mutants: readonly Mutant[],
  tested: readonly { readonly id: string; readonly as: "executed" | "carried" }[],
): MutationReport {
  const of = (fate: Mutant["fate"]): readonly Mutant[] => mutants.filter((mutant) => mutant.fate === fate);
  const cited = (some: readonly Mutant[]): ReadonlySet<string> => new Set(some.flatMap(({ rule }) => rule.clauses));
  const proven = new Set(mutants.flatMap(({ provenBy }) => provenBy));
  const takenOut = cited([...of("killed"), ...of("survived")]);
  const everCited = cited(mutants);
  const ids = (some: typeof tested): readonly string[] => [...new Set(some.map(({ id }) => id))];
  return {
    rules: mutants.length,
    killed: of("killed").length,
    refused: of("refused").map(({ rule }) => label(rule)),
    survived: of("survived").map(({ rule, tests }) => `${label(rule)}: ${green(tests)}`),
    unproven: ids(tested).filter((id) => takenOut.has(id) && !proven.has(id)),
    uncited: ids(tested.filter(({ id, as }) => as === "executed" && !everCited.has(id))),
  };
}

const label = ({ name, clauses }: RemovableRule): string => `${name} (${clauses.join(" ")})`;
const green = (tests: number): string =>
  tests === 0 ? "no test names it" : tests === 1 ? "its test stays green" : `its ${tests} tests stay green`;
