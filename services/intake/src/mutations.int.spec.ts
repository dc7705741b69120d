import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { COMMAND_NAMES } from "./complaint/legal-commands.js";
import { intake } from "./service.js";
import { asking, type Ask, type Asker } from "./testing/asking.harness.js";
import { filed, outcomeOf, send, thingsOf, type Input, type Things } from "./testing/complaints.harness.js";
import { TABLE, type Row } from "./testing/mutation-table.harness.js";
import { buildWorld, traces, type World } from "./testing/world.harness.js";

let test: TestDatabase;
let ask: Ask;
let world: World;
let stranger: World;

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities, poolSize: 20 });
  ask = asking(test.database, service);
  world = await buildWorld(test.database);
  stranger = await buildWorld(test.database);
});
afterAll(() => test.close());

const ready = ({ steps }: Row): Promise<Things> => thingsOf(ask, world.south, steps);
const now = (): Promise<unknown> => traces(test.database, world.tenantId);

async function sent(asker: Asker, { mutation }: Row, input: Input): Promise<unknown> {
  return outcomeOf(await send(ask, asker, { mutation, input }), mutation);
}

/** Sends it and shows that rows and journal are what they were. */
async function nothingFrom(asker: Asker, row: Row, input: Input): Promise<unknown> {
  const before = await traces(test.database, world.tenantId);
  const outcome = await sent(asker, row, input);
  expect(await traces(test.database, world.tenantId)).toEqual(before);
  return outcome;
}

const success = { __typename: expect.stringMatching(/Success$/) };

describe("the table of mutations", () => {
  it("holds every command that there is on a complaint", () => {
    expect(TABLE.map(({ mutation }) => mutation).sort()).toEqual([...COMMAND_NAMES].sort());
  });
});

describe.each(TABLE)("$mutation", (row) => {
  const full = (things: Things): Input => ({ complaintId: things.complaintId, ...row.input(things) });

  it("is done, and told in the complaint's history", async () => {
    const things = await ready(row);
    const before = (await now()) as { events: number };
    expect(await sent(world.south, row, full(things))).toMatchObject(success);
    expect(((await now()) as { events: number }).events).toBe(before.events + 1);
  });

  it("knows no complaint of another tenant, of another organization, or that does not exist", async () => {
    const things = await ready(row);
    const foreign = await filed(ask, stranger.south);
    const walled = await filed(ask, world.north);
    for (const complaintId of [newId(), "no-id", "", "\u0000", "\ud800", foreign, walled]) {
      expect(await nothingFrom(world.south, row, { ...full(things), complaintId })).toBe("NOT_FOUND");
    }
  });

  it("is refused on a stale version, with the current one", async () => {
    const things = await ready(row);
    const outcome = await nothingFrom(world.south, row, { ...full(things), expectedVersion: 1 });
    expect(outcome).toMatchObject({ code: "STALE_VERSION", path: ["input", "expectedVersion"] });
    const { currentVersion } = outcome as { currentVersion: number };
    expect(await sent(world.south, row, { ...full(things), expectedVersion: currentVersion })).toMatchObject(success);
  });

  it("is refused to whoever may only read", async () => {
    const things = await ready(row);
    expect(await nothingFrom(world.reader, row, full(things))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("is refused once the complaint is withdrawn", async () => {
    const things = await ready(row);
    const { complaintId } = things;
    await send(ask, world.south, { mutation: "withdrawComplaint", input: { complaintId } });
    expect(await nothingFrom(world.south, row, full(things))).toMatchObject({
      code: "ILLEGAL_TRANSITION",
      message: expect.stringContaining("withdrawn"),
    });
  });

  it("is done once for one idempotency key, and refused for another input", async () => {
    const things = await ready(row);
    const input = { ...full(things), idempotencyKey: newId() };
    const first = await sent(world.south, row, input);
    expect(first).toMatchObject(success);
    expect(await nothingFrom(world.south, row, input)).toEqual(first);
    const other = { ...input, complaintId: things.previousId };
    expect(await nothingFrom(world.south, row, other)).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });

  it("is done once by twenty at once with one idempotency key", async () => {
    const things = await ready(row);
    const before = (await now()) as { events: number; keys: number };
    const input = { ...full(things), idempotencyKey: newId() };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sent(world.south, row, input)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(outcomes[0]).toMatchObject(success);
    expect(await now()).toMatchObject({ events: before.events + 1, keys: before.keys + 1 });
  });

  it("may be dated by an import alone, and never into the future", async () => {
    const things = await ready(row);
    const dated = (occurredAt: string): Input => ({ ...full(things), occurredAt });
    expect(await nothingFrom(world.south, row, dated("2025-03-03T09:00:00+08:00"))).toMatchObject({ code: "FORBIDDEN" });
    expect(await nothingFrom(world.headquarters, row, dated("2125-03-03T09:00:00+08:00"))).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "occurredAt"],
    });
    expect(await nothingFrom(world.headquarters, row, dated("2001-03-03T09:00:00+08:00"))).toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await nothingFrom(world.headquarters, row, dated("2025-02-30T09:00:00+08:00"))).toBe("BAD_USER_INPUT");
  });

  for (const field of row.ids ?? []) {
    it(`knows no ${field} that does not exist, or belongs elsewhere`, async () => {
      const things = await ready(row);
      const foreign = await filed(ask, stranger.south);
      const walled = await filed(ask, world.north);
      for (const id of [newId(), "no-id", "", "\u0000", "\ud800", foreign, walled]) {
        expect(await nothingFrom(world.south, row, { ...full(things), [field]: id })).toBe("NOT_FOUND");
      }
    });
  }

  for (const [field, most] of Object.entries(row.texts ?? {})) {
    it(`refuses in ${field} what is broken, blank or too long`, async () => {
      const things = await ready(row);
      for (const text of ["a\u0000b", "a\ud800b", "", " \u200b ", "长".repeat(most + 1), "a".repeat(100_000)]) {
        expect(await nothingFrom(world.south, row, { ...full(things), [field]: text })).toMatchObject({
          code: "INVALID_INPUT",
          path: ["input", field],
        });
      }
    });
  }
});
