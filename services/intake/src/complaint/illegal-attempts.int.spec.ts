import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { MINUTE, instant, tenantScope, type Instant } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { asking, type Ask } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "../service.js";
import { outcomeOf, send, thingsOf, type Input, type Things } from "../testing/complaints.harness.js";
import { TABLE } from "../testing/mutation-table.harness.js";
import { buildWorld, traces, type World } from "../testing/world.harness.js";
import type { Status } from "./complaint.js";
import { COMMAND_NAMES, LEGALITY, type CommandName } from "./legal-commands.js";

type Step = readonly [mutation: CommandName, input: Input];

const SUSPEND: Step = ["suspendComplaint", { reason: "customer", explanation: "The customer is away." }];
const FINISH: Step = ["finishComplaint", { responsibility: "OURS" }];
const CLOSE: readonly Step[] = [FINISH, ["recordFollowUp", { outcome: "satisfied" }], ["closeComplaint", {}]];

const HOLD: Step = ["placeLegalHold", { reason: "The court asked for it." }];

interface State {
  readonly status: Status;
  readonly isSuspended: boolean;
  readonly isHeld?: boolean;
  readonly steps: readonly Step[];
}

/** Every state that a complaint can be in, and what brings a fresh one there. */
const STATES: readonly State[] = [
  { status: "open", isSuspended: false, steps: [] },
  { status: "open", isSuspended: true, steps: [SUSPEND] },
  { status: "open", isSuspended: false, isHeld: true, steps: [HOLD] },
  { status: "finished", isSuspended: false, steps: [FINISH] },
  { status: "closed", isSuspended: false, steps: CLOSE },
  { status: "withdrawn", isSuspended: false, steps: [["withdrawComplaint", {}]] },
];

interface Legality {
  readonly in: readonly Status[];
  readonly suspended?: boolean;
  readonly held?: boolean;
}

function isIllegal(command: CommandName, { status, isSuspended, isHeld = false }: Omit<State, "steps">): boolean {
  const { in: states, suspended = isSuspended, held = isHeld }: Legality = LEGALITY[command];
  return !states.includes(status) || suspended !== isSuspended || held !== isHeld;
}

const NOTED = statement(
  "intake_spec.refused_attempts",
  `select operation, code, complaint_id as "complaintId", actor_id as "actorId", organization_id as "organizationId", times
   from platform.refused_attempt where tenant_id = $1 order by at, id`,
);

let test: TestDatabase;
let ask: Ask;
let world: World;
let now: Instant;

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  now = instant("2025-03-03T09:00:00+08:00");
  await test.clock.set(now);
  world = await buildWorld(test.database);
});
afterAll(() => test.close());

const noted = (): Promise<Record<string, unknown>[]> =>
  test.database.read(tenantScope(world.tenantId), (uow) => uow.rows(NOTED, [world.tenantId]));

describe.each(STATES)("a complaint that is $status, suspended: $isSuspended, held: $isHeld", ({ steps, ...state }) => {
  let things: Things;
  beforeAll(async () => {
    things = await thingsOf(ask, world.south, { steps, by: world.headquarters });
  });

  const illegal = COMMAND_NAMES.filter((command) => isIllegal(command, state));

  it.each(illegal)("46 is refused %s, which changes nothing and is audited", async (mutation) => {
    // A minute of its own: what is noted one by one is bounded.
    now = (now + MINUTE) as Instant;
    await test.clock.set(now);
    const row = TABLE.find((one) => one.mutation === mutation);
    const who = row?.by === undefined ? world.south : world.headquarters;
    const input = { complaintId: things.complaintId, ...row?.input(things) };
    const [before, attempts] = [await traces(test.database, world.tenantId), await noted()];
    const outcome = outcomeOf(await send(ask, who, { mutation, input }), mutation);
    expect(outcome).toMatchObject({ __typename: "Refusal", code: "ILLEGAL_TRANSITION" });
    expect(await traces(test.database, world.tenantId)).toEqual(before);
    expect((await noted()).slice(attempts.length)).toEqual([
      {
        operation: mutation,
        code: "ILLEGAL_TRANSITION",
        complaintId: things.complaintId,
        actorId: who.staffId,
        organizationId: world.south.organizationId,
        times: 1,
      },
    ]);
  });
});

describe("every pair of state and command", () => {
  it("is legal or among those that are refused", () => {
    const pairs = STATES.flatMap((state) => COMMAND_NAMES.filter((command) => isIllegal(command, state)));
    expect(pairs.length).toBeGreaterThan(80);
    expect(new Set(pairs).size).toBe(COMMAND_NAMES.length);
  });
});

describe("whoever may only read", () => {
  it("46 is audited with the complaint that they see, and without one that they do not", async () => {
    now = (now + MINUTE) as Instant;
    await test.clock.set(now);
    const things = await thingsOf(ask, world.south);
    const before = (await noted()).length;
    const partnerOfNobody = { complaintId: (await thingsOf(ask, world.north)).complaintId };
    const urge = { mutation: "closeComplaint", input: { complaintId: things.complaintId } };
    expect(outcomeOf(await send(ask, world.reader, urge), "closeComplaint")).toMatchObject({ code: "FORBIDDEN" });
    expect(
      outcomeOf(await send(ask, world.partner, { ...urge, input: partnerOfNobody }), "closeComplaint"),
    ).toMatchObject({
      code: "FORBIDDEN",
    });
    expect((await noted()).slice(before)).toMatchObject([
      { actorId: world.reader.staffId, complaintId: things.complaintId, organizationId: world.south.organizationId },
      { actorId: world.partner.staffId, complaintId: null },
    ]);
  });
});
