import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { DAY, HOUR, MINUTE, newId, tenantScope } from "@hearken/kernel";
import { migrate, openDatabase, type Database } from "@hearken/postgres";
import { guarded, testDatabase, type TestDatabase } from "@hearken/testing";
import { bulletinTable } from "../bulletin/bulletin.table.js";
import { escalation, runDue } from "../service.js";
import { escalationWorld, relayed, type EscalationWorld } from "../testing/escalation-world.harness.js";

let test: TestDatabase;
let replica: Database;
let world: EscalationWorld;

beforeAll(async () => {
  test = await testDatabase({ entities: [bulletinTable] });
  replica = await openDatabase({ url: test.url, entities: [bulletinTable] });
});
beforeEach(() => {
  world = escalationWorld({ database: test.database });
});
afterAll(async () => {
  await replica.close();
  await test.close();
});

const LISTS = `{ obligations(first: 50) { edges { node { code status complaint { id level { code } } } } }
  notices(first: 50) { edges { node { code recipients { code } } } } }`;

interface Listed {
  obligations: {
    edges: { node: { code: string; status: string; complaint: { id: string; level: { code: string } | null } } }[];
  };
  notices: { edges: { node: { code: string; recipients: { code: string }[] } }[] };
}

async function listed(): Promise<Listed> {
  const { data } = await world.ask(LISTS);
  return data as unknown as Listed;
}
const statuses = async (): Promise<string[]> =>
  (await listed()).obligations.edges.map(({ node }) => `${node.code} ${node.status}`).sort();

describe("a complaint that was received", () => {
  it("has its standing and its obligations as soon as the consumer has read it", async () => {
    const id = await world.file();
    await world.catchUp();
    expect(await statuses()).toEqual(["relay OPEN"]);
    expect((await listed()).obligations.edges[0]?.node.complaint).toEqual({ id, level: { code: "general" } });
    expect(await world.tally(id)).toEqual({
      "complaint.received": 1,
      "level.changed": 1,
      "obligation.opened relay": 1,
    });
  });

  it("has met its obligation when the fact is read", async () => {
    const id = await world.file();
    await world.happens(id, relayed());
    await world.catchUp();
    expect(await statuses()).toEqual(["answer OPEN", "relay MET", "weekly OPEN"]);
    expect((await world.tally(id))["obligation.met relay"]).toBe(1);
  });

  it("is not evaluated again for what was concluded from it", async () => {
    const id = await world.file();
    await world.catchUp();
    const before = await world.historyOf(id);
    await world.catchUp();
    expect(await world.historyOf(id)).toHaveLength(before.length);
  });
});

describe("an obligation", () => {
  it("is warned of, then breached and escalated one rung, at the set times and only then", async () => {
    const id = await world.file();
    await world.catchUp();
    await test.clock.advance(15 * MINUTE - 1);
    expect(await world.work()).toBe(0);
    await test.clock.advance(1);
    expect(await world.work()).toBe(1);
    expect((await world.tally(id))["obligation.warned"]).toBe(1);
    await test.clock.advance(15 * MINUTE);
    expect(await world.work()).toBe(1);
    expect(await world.work()).toBe(0);
    expect(await statuses()).toEqual(["relay BREACHED"]);
    const tally = await world.tally(id);
    expect(tally).toMatchObject({
      "obligation.breached relay": 1,
      "escalation.raised": 1,
      "notice.issued relay.breached": 1,
    });
    const [raised] = (await world.historyOf(id)).filter(({ type }) => type === "escalation.raised");
    expect(raised?.payload).toMatchObject({ rung: 1, to: "manager" });
    expect((await listed()).notices.edges[0]?.node).toEqual({
      code: "relay.breached",
      recipients: [{ code: "manager" }],
    });
  });

  it("is breached exactly once by two workers at once", async () => {
    const ids = await world.fileMany(20);
    await world.catchUp();
    await test.clock.advance(HOUR);
    const [one, two] = await Promise.all([world.work(), runDue(world.on(replica))]);
    expect(one + two).toBe(20);
    for (const id of ids) {
      expect(await world.tally(id)).toMatchObject({
        "obligation.warned": 1,
        "obligation.breached relay": 1,
        "escalation.raised": 1,
      });
    }
  });

  it("does not run while its clock stands still, and has its time left afterwards", async () => {
    const id = await world.file();
    await world.catchUp();
    await test.clock.advance(10 * MINUTE);
    await world.happens(id, event("complaint.suspended", { reason: "waiting" }));
    await world.catchUp();
    await test.clock.advance(5 * DAY);
    expect(await world.work()).toBe(0);
    await world.happens(id, event("complaint.resumed", {}));
    await world.catchUp();
    await test.clock.advance(20 * MINUTE - 1);
    await world.work();
    expect(await statuses()).toEqual(["relay OPEN"]);
    await test.clock.advance(1);
    await world.work();
    expect(await statuses()).toEqual(["relay BREACHED"]);
  });

  it("48 is settled one way when the complaint closes at the very instant at which it falls due", async () => {
    const id = await world.file();
    await world.happens(id, relayed());
    await world.catchUp();
    await test.clock.advance(DAY);
    await world.happens(id, event("complaint.closed", {}));
    await Promise.all([world.catchUp(), world.work(), runDue(world.on(replica))]);
    await world.catchUp();
    const tally = await world.tally(id);
    expect((tally["obligation.breached answer"] ?? 0) + (tally["obligation.released"] ?? 0)).toBeGreaterThan(0);
    expect(tally["obligation.breached answer"] ?? 0).toBeLessThanOrEqual(1);
    const rows = (await statuses()).filter((row) => row.startsWith("answer"));
    expect(rows).toHaveLength(1);
    expect(rows).not.toContain("answer OPEN");
  });
});

describe("a level", () => {
  it("rises by age alone", async () => {
    const id = await world.file();
    await world.happens(id, relayed(), event("fact.recorded", { name: "ours", flag: true }));
    await world.catchUp();
    await test.clock.advance(7 * DAY - 1);
    await world.work();
    expect((await world.tally(id))["level.changed"]).toBe(1);
    await test.clock.advance(1);
    await world.work();
    expect((await world.tally(id))["level.changed"]).toBe(2);
    expect((await listed()).obligations.edges[0]?.node.complaint.level).toEqual({ code: "grave" });
  });
});

describe("time's work", () => {
  it("is done once for each of a thousand complaints by two workers", async () => {
    const ids = await world.fileMany(1_000);
    await world.catchUp();
    await test.clock.advance(HOUR);
    const [one, two] = await Promise.all([world.work(), runDue(world.on(replica))]);
    expect(one + two).toBe(1_000);
    const told = await test.database.read(tenantScope(world.tenantId), (uow) =>
      uow.manager.query<{ type: string; streams: number; events: number }[]>(
        `select type, count(distinct stream_id)::int as streams, count(*)::int as events from journal.event
         where tenant_id = $1 and type in ('obligation.breached', 'obligation.warned') group by type order by type`,
        [world.tenantId],
      ),
    );
    expect(told).toEqual([
      { type: "obligation.breached", streams: ids.length, events: ids.length },
      { type: "obligation.warned", streams: ids.length, events: ids.length },
    ]);
  }, 60_000);

  it("loses nothing and doubles nothing when it is killed after the effect and before the commit (fault 56)", async () => {
    const id = await world.file();
    await world.catchUp();
    await test.clock.advance(HOUR);
    const killed: Database = {
      ...test.database,
      relay: test.database.relay,
      write: (scope, work) =>
        test.database.write(scope, async (uow) => {
          await work(uow);
          throw Object.assign(new Error("killed"), { code: "ECONNRESET" });
        }),
    };
    await expect(runDue(world.on(killed))).rejects.toThrow();
    expect((await world.tally(id))["obligation.breached relay"]).toBeUndefined();
    expect(await world.work()).toBe(1);
    expect((await world.tally(id))["obligation.breached relay"]).toBe(1);
  });

  it("goes on for the others when one complaint cannot be evaluated, which is set aside and told (fault 58)", async () => {
    const well = await world.fileMany(3);
    const organizationId = newId<"Organization">();
    const bad = await world.file({ organizationId });
    await world.catchUp();
    world.spoil(organizationId);
    await test.clock.advance(HOUR);
    await world.work();
    for (const id of well) expect((await world.tally(id))["obligation.breached relay"]).toBe(1);
    expect((await world.tally(bad))["obligation.breached relay"]).toBeUndefined();
    expect(world.alarms.some((alarm) => alarm.includes("set aside") && alarm.includes(bad))).toBe(true);
    world.spoil();
    const operator = { roles: ["administrator"] };
    const mended = `mutation { reEvaluate(input: { complaintId: "${bad}" }) { ... on ReEvaluateSuccess { fault complaint { id } } ... on Refusal { code } } }`;
    expect((await world.ask(mended)).data).toEqual({ reEvaluate: { code: "FORBIDDEN" } });
    expect((await world.ask(mended, {}, operator)).data).toEqual({
      reEvaluate: { fault: null, complaint: { id: bad } },
    });
    expect((await world.tally(bad))["obligation.breached relay"]).toBe(1);
  });

  it("goes on for the others when one complaint's history cannot be read (fault 58)", async () => {
    const [sick = newId<"Complaint">(), ...well] = await world.fileMany(4);
    await world.catchUp();
    const foul = `update journal.event set contract_version = 99 where stream_id = '${sick}' and type = 'complaint.received'`;
    await migrate({
      url: test.url,
      sets: [{ service: "foul_play", migrations: [{ id: "20261121T1000-foul-play", kind: "expand", up: [foul] }] }],
    });
    await test.clock.advance(HOUR);
    expect(await world.work()).toBe(4);
    for (const id of well) expect((await world.tally(id))["obligation.breached relay"]).toBe(1);
    expect(world.alarms.some((alarm) => alarm.includes(sick) && alarm.includes("cannot be read"))).toBe(true);
    expect(await world.work()).toBe(0);
    expect((await statuses()).length).toBe(4);
  });

  it("goes on for the others when one complaint cannot be written (fault 58)", async () => {
    const [sick = newId<"Complaint">(), ...well] = await world.fileMany(4);
    await world.catchUp();
    await test.clock.advance(HOUR);
    const database = guarded(test.database, (send, { name }, values) => {
      if (name === "escalation.put_standing" && JSON.stringify(values).includes(sick))
        throw new Error("it does not fit");
      return send();
    });
    await runDue(world.on(database));
    for (const id of well) expect((await world.tally(id))["obligation.breached relay"]).toBe(1);
    expect((await world.tally(sick))["obligation.breached relay"]).toBeUndefined();
    expect(world.alarms.some((alarm) => alarm.includes(sick) && alarm.includes("it does not fit"))).toBe(true);
    expect(await world.work()).toBe(0);
  });

  it("is taken up by the running worker as soon as the clock says so, until it is stopped", async () => {
    const id = await world.file();
    await world.catchUp();
    const [worker] = escalation().workers(world.platform);
    const running = worker?.start();
    await test.clock.advance(30 * MINUTE);
    while ((await world.tally(id))["obligation.breached relay"] === undefined);
    await running?.stop();
    await world.happens(id, relayed());
    await world.catchUp();
    await test.clock.advance(2 * DAY);
    expect((await world.tally(id))["obligation.breached answer"]).toBeUndefined();
  });

  it("ends within its rest when it is stopped", async () => {
    const [worker] = escalation().workers(world.platform);
    const running = worker?.start();
    await running?.stop();
    expect(worker?.name).toBe("escalation.due_standings");
  });
});
