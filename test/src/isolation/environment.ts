/** How the suite was asked to run. */
export interface IsolationEnvironment {
  /** Every mutant, or so many of each kind that `npm test` stays short. */
  readonly isFull: boolean;
  /** The file to which figures are added, one JSON a line; none when nobody reads them. */
  readonly figures: string | undefined;
}

export const FULL = "HEARKEN_ISOLATION_FULL";
export const FIGURES = "HEARKEN_ISOLATION_FIGURES";

export function isolationEnvironment(): IsolationEnvironment {
  return { isFull: process.env[FULL] === "1", figures: process.env[FIGURES] };
}

/** The variables of this process with these among them. */
export function environmentWith(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...variables };
}
