import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { lintCatalogue, lintStatements, statements } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { directory } from "../service.js";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

describe("the directory's tables and statements", () => {
  it("keep the rules of the wall", async () => {
    expect((await lintCatalogue(test.url)).filter((violation) => violation.includes("directory."))).toEqual([]);
  });
  it("run as the application and name the tenant", async () => {
    const { name } = directory();
    const own = statements().filter((statement) => statement.name.startsWith(`${name}.`));
    expect(own.length).toBeGreaterThan(20);
    expect(await lintStatements(test.url, own)).toEqual([]);
  });
});
