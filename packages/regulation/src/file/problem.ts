/** One thing that is wrong with a regulation file. */
export interface FileProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Path of the key, for example `obligations.3.due.within`. */
  readonly key: string;
  readonly message: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

/** A regulation file that is refused, with everything that is wrong with it. */
export class RegulationFileError extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.name = "RegulationFileError";
  }
}

/**
 * `ligao.yaml:12:7 obligations.3.due.withn: unknown key; did you mean "within"?`
 * Under a message that points into its text the suggestion has a line of its own.
 */
export function describeProblem(problem: FileProblem): string {
  const joint = problem.message.includes("\n") ? "\n  " : "; ";
  const hint = problem.suggestion === undefined ? "" : `${joint}did you mean "${problem.suggestion}"?`;
  const where = problem.key === "" ? "" : `${problem.key}: `;
  return `${problem.file}:${problem.line}:${problem.column} ${where}${problem.message}${hint}`;
}

/** The word of `known` nearest to `word`, when it is near enough to be a slip of the pen. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
