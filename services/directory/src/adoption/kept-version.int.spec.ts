import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { SYSTEM, tenantScope, type LocalDate } from "@hearken/kernel";
import { openRulebook } from "@hearken/service-kit";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { directory, shippedRegulations } from "../service.js";
import { buildWorld, done, type World } from "../testing/world.harness.js";
import { adoptRegulation } from "./adopt-regulation.command.js";

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await testDatabase({ entities: directory().entities });
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
  await adopt("headquarters", "ligao", "2020-01-01");
});

async function adopt(by: "headquarters" | "south", regulation: string, from: string): Promise<void> {
  const command = {
    organizationId: world[by].organizationId,
    ...{ regulation, version: 1, effectiveFrom: from as LocalDate, readings: {}, calendar: "office" },
  };
  await test.database.write(tenantScope(world.tenantId), async (uow) =>
    done(await adoptRegulation(uow, command, { actor: SYSTEM, published: shippedRegulations })),
  );
}

const rulebook = openRulebook();
const organizationId = (): World["south"]["organizationId"] => world.south.organizationId;

/** By what a complaint is received on a day. */
const receivedUnder = (on: string): Promise<string | undefined> =>
  test.database.read(
    tenantScope(world.tenantId),
    async (uow) => (await rulebook.adopted(uow, organizationId(), on as LocalDate))?.code,
  );

/** Within which a complaint by telephone is relayed under the version under which it was received. */
const relayWithin = (regulation: string): Promise<unknown> =>
  test.database.read(tenantScope(world.tenantId), async (uow) => {
    const rules = await rulebook.of(uow, { regulation, version: 1, organizationId: organizationId() });
    const how = rules.regulation.obligations.find(({ code }) => code === "relay_phone")?.due[0]?.how;
    return how?.form === "within" ? how.period.ms / 60_000 : undefined;
  });

describe("a complaint of a subsidiary that adopts its headquarters' regulation with an overlay", () => {
  it("is received under the baseline before that day and under the overlay from it on, and keeps what it was received under", async () => {
    await adopt("south", "ligao-south", "2026-01-01");
    expect([await receivedUnder("2025-12-31"), await receivedUnder("2026-01-01")]).toEqual(["ligao", "ligao-south"]);
    expect([await relayWithin("ligao"), await relayWithin("ligao-south")]).toEqual([30, 20]);
  });

  it("keeps its version when the overlay is adopted from a day before the baseline's", async () => {
    await adopt("south", "ligao-south", "2019-01-01");
    expect(await receivedUnder("2025-12-31")).toBe("ligao-south");
    expect(await relayWithin("ligao")).toBe(30);
  });

  it("has no rules of a version that never bound its organization", async () => {
    await expect(relayWithin("ligao-south")).rejects.toThrow("never adopted ligao-south version 1");
  });
});
