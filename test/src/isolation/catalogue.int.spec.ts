import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { migrationSets } from "@hearken/infra/migrations";
import { services } from "@hearken/infra/house";
import "@hearken/gateway";
import "@hearken/infra/prepare-database";
import { lintCatalogue, lintStatements, statements } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { GLOBALS } from "./catalogue.js";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

describe("the whole house's database", () => {
  it("keeps every rule of the wall, in every table, key, view, function and role", async () => {
    expect(migrationSets().length).toBeGreaterThan(services().length);
    expect(await lintCatalogue(test.url, { globals: GLOBALS })).toEqual([]);
  });

  it("is asked by statements that can be planned and say tenant_id, every one of them", async () => {
    const registered = statements();
    for (const { name } of services()) {
      expect(registered.filter((one) => one.name.startsWith(`${name}.`)).length).toBeGreaterThan(5);
    }
    expect(await lintStatements(test.url, registered)).toEqual([]);
  });
});
