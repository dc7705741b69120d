import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { emptyDatabase, type EmptyDatabase } from "./testing/empty-database.js";
import { migrate } from "./migrate.js";
import type { Migration } from "./migration.js";

const first: Migration = {
  id: "20261121T0900-create-log",
  kind: "expand",
  up: ["create schema spec", "create table spec.log (line text not null)"],
};
const second: Migration = {
  id: "20261121T0901-write-log",
  kind: "expand",
  up: ["select pg_sleep(0.05)", "insert into spec.log (line) values ('second')"],
};

let home: EmptyDatabase;
let admin: pg.Client;

beforeEach(async () => {
  home = await emptyDatabase();
  admin = new pg.Client({ connectionString: home.url });
  admin.on("error", () => undefined);
  await admin.connect();
});

afterEach(async () => {
  await admin.end();
  await home.drop();
});

const run = (...migrations: Migration[]): Promise<string[]> =>
  migrate({ url: home.url, sets: [{ service: "spec", migrations }] });

const lines = async (): Promise<string[]> =>
  (await admin.query<{ line: string }>("select line from spec.log")).rows.map(({ line }) => line);

describe("migrating", () => {
  it("applies the platform first, then the sets, each once", async () => {
    const applied = await run(first, second);
    expect(applied.slice(-2)).toEqual([`spec/${first.id}`, `spec/${second.id}`]);
    expect(applied[0]).toMatch(/^platform\//);
    expect(await run(first, second)).toEqual([]);
    expect(await lines()).toEqual(["second"]);
  });

  it("is done once by two runners at once", async () => {
    const both = await Promise.all([run(first, second), run(first, second)]);
    expect(both.filter((applied) => applied.length > 0)).toHaveLength(1);
    expect(await lines()).toEqual(["second"]);
  });

  it("refuses a migration that was edited after it was applied", async () => {
    await run(first);
    await expect(run({ ...first, up: [...first.up, "select 1"] })).rejects.toThrow(
      `migration spec/${first.id} was edited after it was applied`,
    );
  });

  it("leaves nothing of a migration that fails, and goes on from there", async () => {
    const broken = { ...second, up: [...second.up, "select 1 / 0"] };
    await expect(run(first, broken)).rejects.toThrow(`migration spec/${second.id} failed: division by zero`);
    expect(await lines()).toEqual([]);
    expect(await run(first, second)).toEqual([`spec/${second.id}`]);
  });

  it("goes on after a runner that was killed half way", async () => {
    await run(first);
    const stuck = { ...second, up: ["insert into spec.log (line) values ('half')", "select pg_sleep(60)"] };
    const killed = expect(run(first, stuck)).rejects.toThrow();
    await killWhen("pg_sleep(60)");
    await killed;
    expect(await run(first, second)).toEqual([`spec/${second.id}`]);
    expect(await lines()).toEqual(["second"]);
  });

  it("waits its turn behind a long read without making others queue behind it, then applies", async () => {
    await run(first);
    const reader = new pg.Client({ connectionString: home.url });
    await reader.connect();
    await reader.query("begin; select * from spec.log");
    const alter = { ...second, up: ["alter table spec.log add column at timestamptz"] };
    const migrating = run(first, alter);
    await until("select from pg_stat_activity where query like 'alter table spec.log%' and wait_event_type = 'Lock'");
    await reader.query("commit");
    await reader.end();
    expect(await migrating).toEqual([`spec/${second.id}`]);
  });

  it.each([
    ["ids out of order", [second, first], "does not come after"],
    ["a name that is no id", [{ ...first, id: "create log" }], "an id is a date"],
    ["an expand that would break the code before it", [{ ...first, up: ["drop table x"] }], "only a contract may"],
  ])("refuses %s", async (_, migrations, message) => {
    await expect(run(...migrations)).rejects.toThrow(message);
  });

  it("says where it looked for a database that is away", async () => {
    const away = { url: "postgres://nobody@127.0.0.1:1/hearken", sets: [] };
    await expect(migrate(away)).rejects.toThrow("no database to migrate at 127.0.0.1:1");
  });

  it("lets the roles log in when their urls are given", async () => {
    const appUrl = new URL(home.url);
    appUrl.username = "hearken_app";
    appUrl.password = "spec:p@ss";
    await migrate({ url: home.url, sets: [], appUrl: appUrl.href });
    const client = new pg.Client({ connectionString: appUrl.href });
    await client.connect();
    expect((await client.query("select current_user as me")).rows).toEqual([{ me: "hearken_app" }]);
    await client.end();
    await admin.query("alter role hearken_app nologin password null");
    appUrl.username = "someone";
    await expect(migrate({ url: home.url, sets: [], appUrl: appUrl.href })).rejects.toThrow(
      "must log in as hearken_app",
    );
  });
});

/** Asks until the query has a row: what another connection does is seen in the catalogue. */
async function until(sql: string): Promise<pg.QueryResult> {
  for (;;) {
    const result = await admin.query(sql);
    if (result.rowCount !== 0) return result;
  }
}

async function killWhen(text: string): Promise<void> {
  const running = `from pg_stat_activity where query like '%${text}%' and pid <> pg_backend_pid() and state = 'active'`;
  await until(`select pg_terminate_backend(pid) ${running}`);
}
