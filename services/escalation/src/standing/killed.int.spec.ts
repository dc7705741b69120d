import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { drainConsumers } from "@hearken/journal";
import { HOUR, MINUTE, newId, tenantScope, type ComplaintId } from "@hearken/kernel";
import { dyingAfter, Killed, testDatabase, type TestDatabase } from "@hearken/testing";
import { bulletinTable } from "../bulletin/bulletin.table.js";
import { escalation, runDue } from "../service.js";
import { escalationWorld, relayed, type EscalationWorld } from "../testing/escalation-world.harness.js";
import { trialRules } from "../testing/trial-rules.harness.js";
import { difference, NOTHING_KEPT } from "./difference.js";
import { reckon } from "./reckoning.js";
import { keptHeads, keptProjections } from "./standing.repository.js";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ entities: [bulletinTable] });
});
afterAll(() => test.close());

const points = Array.from({ length: 14 }, (_, index) => index + 1);

/** Rows and journal say exactly what follows from the facts, each conclusion once. */
async function expectWhole(world: EscalationWorld, complaintId: ComplaintId): Promise<void> {
  const past = await world.historyOf(complaintId);
  const facts = past.filter(({ actor }) => actor.id === "spec");
  const kept = await test.database.read(tenantScope(world.tenantId), async (uow) => ({
    now: uow.now,
    head: (await keptHeads(uow, [complaintId])).get(complaintId),
    rows: (await keptProjections(uow, [complaintId])).get(complaintId),
  }));
  const place = {
    complaintId,
    organizationId: world.organizationId,
    projectId: null,
    regulation: "trial",
    regulationVersion: 1,
  };
  const wanted = reckon(trialRules, { place, history: facts, at: kept.now });
  expect(kept.head?.version).toBe(past.length);
  expect(difference(kept.rows ?? NOTHING_KEPT, wanted)).toMatchObject({
    conclusions: [],
    obligations: { put: [], drop: [] },
  });
  const told = past
    .filter(({ actor }) => actor.kind === "system")
    .map(({ type, payload }) => `${type} ${JSON.stringify(payload)}`);
  expect(new Set(told).size).toBe(told.length);
  const once = difference(NOTHING_KEPT, wanted).conclusions.filter(({ type }) => type !== "obligation.due_changed");
  expect(past.filter(({ actor, type }) => actor.kind === "system" && type !== "obligation.due_changed")).toHaveLength(
    once.length,
  );
}

describe("a process that is killed after its n-th statement (fault 56)", () => {
  it("loses nothing and doubles nothing, wherever it dies", async () => {
    let deaths = 0;
    for (const nth of points) {
      const world = escalationWorld({
        database: test.database,
        actor: { kind: "staff", id: "spec", organizationId: null, posts: [] },
      });
      const id = await world.file({ people: 3 });
      await world.happens(id, relayed(), event("fact.recorded", { name: "ours", flag: true }));
      const mortal = dyingAfter(test.database, nth);
      const platform = { ...world.platform, database: mortal.database };
      await drainConsumers(mortal.database, escalation().consumers(platform), { attempts: 1 }).catch(expectKilled);
      await world.catchUp();
      await test.clock.advance(20 * MINUTE);
      await world.happens(
        id,
        event("contact.made", { contactId: newId(), purpose: "progress", medium: "phone", reached: true }),
      );
      await world.catchUp();
      await test.clock.advance(2 * HOUR);
      const second = dyingAfter(test.database, nth);
      await runDue(world.on(second.database)).catch(expectKilled);
      await world.work();
      await expectWhole(world, id);
      deaths += Number(mortal.died()) + Number(second.died());
    }
    expect(deaths).toBeGreaterThan(points.length / 2);
  }, 120_000);
});

function expectKilled(error: unknown): void {
  expect(error).toBeInstanceOf(Killed);
}
