/** Where the tests of this run find their server and the database to copy. */
export interface TestEnvironment {
  readonly serverUrl: string;
  readonly template: string;
}

/** Throws when the run was not started by the project's runner. */
export function testEnvironment(): TestEnvironment {
  const serverUrl = process.env["HEARKEN_TEST_DATABASE_URL"];
  const template = process.env["HEARKEN_TEST_TEMPLATE"];
  if (serverUrl === undefined || template === undefined) {
    throw new Error("this test needs a database: run it by `npm test`, or `npm test -- path/of/the.int.spec.ts`");
  }
  return { serverUrl, template };
}
