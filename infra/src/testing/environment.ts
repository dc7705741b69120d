/** What the test runner reads of its environment and hands on to jest. */
export interface RunnerEnvironment {
  /** A server to use instead of the embedded one; it must let us make databases and roles. */
  readonly serverUrl: string | undefined;
  /** The variables for jest, with these among them. */
  with(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv;
}

export function runnerEnvironment(): RunnerEnvironment {
  return {
    serverUrl: process.env["HEARKEN_TEST_DATABASE_URL"],
    with: (variables) => ({ ...process.env, ...variables }),
  };
}
