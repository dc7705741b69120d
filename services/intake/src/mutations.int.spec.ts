import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { openKeyring, temporaryMasterKeys } from "@hearken/service-kit";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { COMMAND_NAMES, LEGALITY } from "./complaint/legal-commands.js";
import { intake } from "./service.js";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { filed, outcomeOf, send, thingsOf, type Input, type Things } from "./testing/complaints.harness.js";
import { takenOverThings } from "./testing/hand-over.harness.js";
import { TABLE, type Row } from "./testing/mutation-table.harness.js";
import { buildWorld, traces, type Traces, type World } from "./testing/world.harness.js";

const MORNING = "2025-03-03T09:00:00+08:00";

let test: TestDatabase;
let ask: Ask;
let world: World;
const keyring = openKeyring(temporaryMasterKeys());
/** Ids that name no complaint within reach: of anybody in the group, and of south. */
let unknown: readonly string[];
let nowhere: readonly string[];

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities, poolSize: 20 });
  ask = asking(test.database, service, keyring);
  world = await buildWorld(test.database);
  const stranger = await buildWorld(test.database);
  const foreign = await filed(ask, stranger.south);
  const walled = await filed(ask, world.north);
  unknown = [newId(), "no-id", "", "\u0000", "\ud800", foreign];
  nowhere = [...unknown, walled];
});
afterAll(() => test.close());

const ready = ({ steps, by, isTakenOver }: Row): Promise<Things> =>
  isTakenOver === true
    ? takenOverThings(ask, { database: test.database, keyring }, world)
    : thingsOf(ask, world.south, { steps, by: by === undefined ? world.south : world.headquarters });
const now = (): Promise<Traces> => traces(test.database, world.tenantId);

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

describe("the table of mutations", () => {
  it("holds every command that there is on a complaint", () => {
    expect(TABLE.map(({ mutation }) => mutation).sort()).toEqual([...COMMAND_NAMES].sort());
  });
});

describe.each(TABLE)("$mutation", (row) => {
  const full = (things: Things): Input => ({ complaintId: things.complaintId, ...row.input(things) });
  const who = (): Asker => (row.by === undefined ? world.south : world.headquarters);
  /** Every refusal leaves it as it is. */
  let things: Things;
  beforeAll(async () => {
    things = await ready(row);
  });

  it("knows no complaint of another tenant, of another organization, or that does not exist", async () => {
    for (const complaintId of row.by === undefined ? nowhere : unknown) {
      expect(await nothingFrom(who(), row, { ...full(things), complaintId })).toBe("NOT_FOUND");
    }
  });

  it("is refused on a stale version, with the current one", async () => {
    const outcome = await nothingFrom(who(), row, { ...full(things), expectedVersion: 1 });
    expect(outcome).toMatchObject({ code: "STALE_VERSION", path: ["input", "expectedVersion"] });
    expect(outcome).toMatchObject({ currentVersion: things.version });
  });

  it("is refused to whoever may only read", async () => {
    expect(await nothingFrom(world.reader, row, full(things))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("may be dated by an import alone, and never into the future", async () => {
    const dated = (occurredAt: string): Input => ({ ...full(things), occurredAt });
    const invalid = { code: "INVALID_INPUT", path: ["input", "occurredAt"] };
    expect(await nothingFrom(world.south, row, dated(MORNING))).toMatchObject({ code: "FORBIDDEN" });
    expect(await nothingFrom(world.headquarters, row, dated("2125-03-03T09:00:00Z"))).toMatchObject(invalid);
    expect(await nothingFrom(world.headquarters, row, dated("2001-03-03T09:00:00Z"))).toMatchObject(invalid);
    expect(await nothingFrom(world.headquarters, row, dated("2025-02-30T09:00:00Z"))).toBe("BAD_USER_INPUT");
  });

  for (const field of row.ids ?? []) {
    it(`knows no ${field} that does not exist, or belongs elsewhere`, async () => {
      for (const id of nowhere) {
        expect(await nothingFrom(world.south, row, { ...full(things), [field]: id })).toBe("NOT_FOUND");
      }
    });
  }

  for (const [field, most] of Object.entries(row.texts ?? {})) {
    it(`refuses in ${field} what is broken, blank or too long`, async () => {
      for (const text of ["a\u0000b", "a\ud800b", "", " \u200b ", "长".repeat(most + 1), "a".repeat(100_000)]) {
        expect(await nothingFrom(who(), row, { ...full(things), [field]: text })).toMatchObject({
          code: "INVALID_INPUT",
          path: ["input", field],
        });
      }
    });
  }

  it("is done once by twenty at once with one idempotency key, told once, and refused for another input", async () => {
    const before = await now();
    const input = { ...full(things), expectedVersion: things.version, idempotencyKey: newId() };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sent(who(), row, input)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(outcomes[0]).toMatchObject({ __typename: expect.stringMatching(/Success$/) });
    expect(await now()).toMatchObject({ events: before.events + 1, keys: before.keys + 1 });
    expect(await nothingFrom(who(), row, input)).toEqual(outcomes[0]);
    const other = { ...input, complaintId: things.previousId };
    expect(await nothingFrom(who(), row, other)).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });

  const isForWithdrawn = (LEGALITY[row.mutation].in as readonly string[]).includes("withdrawn");
  it(`is ${isForWithdrawn ? "done still" : "refused"} once the complaint is withdrawn`, async () => {
    const withdrawn = await ready(row);
    const { complaintId } = withdrawn;
    await send(ask, world.south, { mutation: "withdrawComplaint", input: { complaintId } });
    if (isForWithdrawn) {
      expect(await sent(who(), row, full(withdrawn))).toMatchObject({ complaint: { status: "WITHDRAWN" } });
      return;
    }
    expect(await nothingFrom(who(), row, full(withdrawn))).toMatchObject({
      code: "ILLEGAL_TRANSITION",
      message: expect.stringContaining("withdrawn"),
    });
  });
});
