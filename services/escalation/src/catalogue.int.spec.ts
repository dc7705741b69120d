import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { lintCatalogue, lintStatements, statements } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import "./service.js";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

describe("escalation's tables and statements", () => {
  it("keep the rules of the wall", async () => {
    const violations = await lintCatalogue(test.url);
    expect(violations.filter((violation) => violation.includes("escalation."))).toEqual([]);
  });

  it("can be planned, and say whose rows they touch", async () => {
    const own = statements().filter(({ name }) => name.startsWith("escalation."));
    expect(own.length).toBeGreaterThan(20);
    expect(await lintStatements(test.url, own)).toEqual([]);
  });
});
