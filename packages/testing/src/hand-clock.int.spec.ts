import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DAY, instant, newId, SECOND, tenantScope } from "@hearken/kernel";
import { FIRST_INSTANT } from "./hand-clock.js";
import { testDatabase, type TestDatabase } from "./test-database.js";

let world: TestDatabase;

beforeAll(async () => {
  world = await testDatabase();
});

afterAll(() => world.close());

const now = (): Promise<number> => world.database.read(tenantScope(newId()), async (uow) => uow.now);

describe("the clock of a test's database", () => {
  it("stands where the hand put it, for every unit of work", async () => {
    expect(await now()).toBe(FIRST_INSTANT);
    const at = instant("2024-02-29T23:59:59.999+08:00");
    await world.clock.set(at);
    expect(await now()).toBe(at);
    expect(await now()).toBe(at);
    expect(await world.clock.advance(DAY + SECOND + 1)).toBe(at + DAY + SECOND + 1);
    expect(await now()).toBe(await world.clock.now());
  });

  it("is its own: another test's database does not move", async () => {
    const other = await testDatabase();
    await other.clock.set(instant("2030-01-01T00:00:00Z"));
    expect(await now()).not.toBe(await other.clock.now());
    await other.close();
  });
});
