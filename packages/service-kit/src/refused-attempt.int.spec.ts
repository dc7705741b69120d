import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId, refuse, tenantScope, type Refusal, type RefusalCode, type TenantId } from "@hearken/kernel";
import { migrate, statement } from "@hearken/postgres";
import { runCommand } from "./command.js";
import { KEPT_A_MINUTE } from "./refused-attempt.js";
import { ScratchHouse } from "./testing/scratch-house.js";

const NOTED = statement(
  "kit_test.refused_attempts",
  `select operation, code, clause, times from platform.refused_attempt where tenant_id = $1 order by at, id`,
);
const WHOLE = statement(
  "kit_test.whole_refused_attempts",
  "select r::text as row from platform.refused_attempt r where tenant_id = $1",
);
/** As if somebody had been refused already all through this minute and the next. */
const FILL = statement(
  "kit_test.fill_minutes",
  `insert into platform.refused_attempt (tenant_id, id, actor_id, actor, at, operation, code)
   select $1, gen_random_uuid(), 'anna', '{}', date_trunc('minute', platform.now()) + make_interval(mins => minute), 'act', 'FORBIDDEN'
   from generate_series(1, $2::int), generate_series(0, 1) minute`,
);

let house: ScratchHouse;
let tenantId: TenantId;
beforeAll(async () => {
  house = await ScratchHouse.open();
});
afterAll(() => house.close());

const noted = (): Promise<Record<string, unknown>[]> =>
  house.database.read(tenantScope(tenantId), (uow) => uow.rows(NOTED, [tenantId]));

const refusedWith = (code: RefusalCode, clause?: string, who = "anna"): Promise<unknown> =>
  runCommand(house.context(house.principal(tenantId, who)), { operation: "act", input: { text: "no words" } }, () =>
    Promise.resolve<Refusal>(refuse(code, { en: "", "zh-CN": "" }, clause === undefined ? {} : { clause })),
  );

/** Only a migration does anything as the owner. */
const asOwner = (sql: string): Promise<unknown> =>
  migrate({
    url: house.url,
    sets: [{ service: `foul_play_${newId()}`, migrations: [{ id: "20261128T1800-act", kind: "contract", up: [sql] }] }],
  });

describe("a refused attempt", () => {
  it("46 is noted when it tells something of whoever tried: what they may not, what does not follow, what the clause forbids", async () => {
    tenantId = await house.tenant();
    await refusedWith("FORBIDDEN");
    await refusedWith("ILLEGAL_TRANSITION");
    await refusedWith("REGULATION", "LG-5.2.2A");
    for (const code of ["INVALID_INPUT", "STALE_VERSION", "ALREADY_EXISTS"] as const) await refusedWith(code);
    expect(await noted()).toEqual([
      { operation: "act", code: "FORBIDDEN", clause: null, times: 1 },
      { operation: "act", code: "ILLEGAL_TRANSITION", clause: null, times: 1 },
      { operation: "act", code: "REGULATION", clause: "LG-5.2.2A", times: 1 },
    ]);
    const rows = await house.database.read(tenantScope(tenantId), (uow) => uow.rows(WHOLE, [tenantId]));
    expect(JSON.stringify(rows)).not.toContain("words");
  });

  it("is only counted once its actor's minute is full, and others' are kept", async () => {
    tenantId = await house.tenant();
    await house.database.write(tenantScope(tenantId), (uow) => uow.run(FILL, [tenantId, KEPT_A_MINUTE]));
    await Promise.all(Array.from({ length: 9 }, () => refusedWith("FORBIDDEN")));
    await refusedWith("FORBIDDEN", undefined, "berta");
    const seen = await noted();
    const counted = seen.filter(({ operation, code }) => operation === null && code === null);
    expect(counted.reduce((sum, { times }) => sum + Number(times), 0)).toBe(9);
    expect(seen.length - counted.length).toBe(2 * KEPT_A_MINUTE + 1);
  });

  it("stays a refusal when it cannot be noted", async () => {
    tenantId = await house.tenant();
    await asOwner("alter table platform.refused_attempt rename to refused_attempt_away");
    expect(await refusedWith("FORBIDDEN")).toMatchObject({ code: "FORBIDDEN" });
    await asOwner("alter table platform.refused_attempt_away rename to refused_attempt");
    expect(await noted()).toEqual([]);
  });

  it("costs nothing where nothing is refused", async () => {
    tenantId = await house.tenant();
    const who = house.context(house.principal(tenantId, "anna"));
    await runCommand(who, { operation: "act", input: {} }, (uow) => Promise.resolve(uow.now));
    expect(await noted()).toEqual([]);
  });

  it("can be counted on by the application, and neither changed nor taken away", async () => {
    const write = (sql: string): Promise<unknown> =>
      house.database.write(tenantScope(newId<"Tenant">()), (uow) => uow.manager.query(sql));
    await expect(write("update platform.refused_attempt set code = 'FORBIDDEN'")).rejects.toThrow(/permission denied/);
    await expect(write("delete from platform.refused_attempt")).rejects.toThrow(/permission denied/);
  });
});
