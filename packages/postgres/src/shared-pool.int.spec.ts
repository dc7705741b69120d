import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId, tenantScope, type Scope } from "@hearken/kernel";
import pg from "pg";
import { openDatabase, type Database } from "./database.js";
import { statement } from "./statement.js";
import { emptyDatabase, type EmptyDatabase } from "./testing/empty-database.js";

const mine = statement(
  "spec.mine",
  `select current_setting('hearken.tenant') as tenant, pg_backend_pid() as pid,
     (select array_agg(distinct t.tenant_id::text) from platform.tenant_state t where t.tenant_id is not null) as seen`,
);
const insert = statement("spec.insert_state", "insert into platform.tenant_state (tenant_id) values ($1)");
const divide = statement("spec.divide", "select 1 / $1::int4");
const cancel = statement("spec.cancel", "select pg_cancel_backend(pg_backend_pid()), pg_sleep(1)");

let home: EmptyDatabase;
let database: Database;
let admin: pg.Client;

beforeAll(async () => {
  home = await emptyDatabase([]);
  database = await openDatabase({ url: home.url, poolSize: 2 });
  admin = new pg.Client({ connectionString: home.url });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.close();
  await home.drop();
});

interface Seen {
  tenant: string;
  pid: number;
  seen: string[] | null;
}

const look = (scope: Scope): Promise<Seen | undefined> => database.read(scope, (uow) => uow.one<Seen>(mine));

/** What goes wrong on a shared connection between two good units. */
const disturb: ((scope: Scope) => Promise<unknown>)[] = [
  (scope) => database.write(scope, (uow) => uow.run(divide, [0])),
  (scope) => database.read(scope, () => Promise.reject(new Error("defect"))),
  (scope) => database.write(scope, (uow) => uow.run(cancel)),
  (scope) =>
    database.write(scope, async (uow) => {
      const seen = await uow.one<Seen>(mine);
      await admin.query("select pg_terminate_backend($1)", [seen?.pid]);
      throw new Error("left on a dying connection");
    }),
];

describe("a pool of two connections under two tenants", () => {
  it("shows each only its own, with errors, cancels and kills between", async () => {
    const tenants = [tenantScope(newId()), tenantScope(newId())];
    for (const scope of tenants) await database.write(scope, (uow) => uow.run(insert, [scope.tenantId]));
    const rounds = Array.from({ length: 64 }, (_, round) =>
      tenants.map(async (scope) => {
        if (round % 4 === 0) await disturb[(round / 4) % disturb.length]?.(scope).catch(() => undefined);
        expect(await look(scope)).toMatchObject({ tenant: scope.tenantId, seen: [scope.tenantId] });
      }),
    );
    await Promise.all(rounds.flat());
  });
});

describe("a listener", () => {
  it("hears its channel, and again after its connection was lost", async () => {
    const heard: string[] = [];
    let next: () => void = () => undefined;
    const after = (count: number): Promise<void> =>
      new Promise((resolve) => {
        next = () => (heard.length >= count ? resolve() : undefined);
        next();
      });
    const listening = database.listen("spec_channel", (payload) => {
      heard.push(payload);
      next();
    });
    await after(1);
    await admin.query("notify spec_channel, 'one'");
    await after(2);
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`);
    await after(3);
    await admin.query("notify spec_channel, 'two'");
    await after(4);
    await listening.close();
    expect(heard).toEqual(["", "one", "", "two"]);
  });
});
