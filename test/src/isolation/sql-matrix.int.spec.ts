import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { APP_ROLE, RELAY_ROLE } from "@hearken/postgres";
import pg from "pg";
import { eventually } from "../testing/eventually.js";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { besides, breached, livelyComplaint } from "../testing/lively.js";
import { walledTables, type WalledTable } from "./walled-tables.js";

const CANARY = "canary-7f3a";

let house: TestHouse;
let owner: pg.Client;
let tables: readonly WalledTable[];
/** Whose rows nobody else may see. */
let victim: Groups;
let stranger: Groups;

interface Scope {
  readonly tenant: string;
  readonly reach: "tenant" | "organizations" | "projects";
  readonly ids: readonly string[];
}

beforeAll(async () => {
  house = await openHouse("together");
  await house.at("2025-03-04T09:00:00+08:00");
  [victim, stranger] = [await house.found(), await house.found()];
  for (const group of [victim, stranger]) {
    for (const at of ["subsidiary-1", "subsidiary-2"] as const) {
      const { previousId } = await livelyComplaint(group, { at, canary: group === victim ? CANARY : "another" });
      await breached(house, group, previousId);
    }
    await besides(house.test.url, group);
  }
  owner = new pg.Client({ connectionString: house.test.url });
  await owner.connect();
  tables = await walledTables(owner);
  await eventually(
    async () => (await owner.query("select from journal.seal where tenant_id = $1", [victim.tenantId])).rowCount ?? 0,
    (seals) => seals > 0,
  );
  await house.close();
  // Work that a running house would have done already.
  for (const { tenantId } of [victim, stranger]) {
    await owner.query("insert into escalation.rules_change (tenant_id, changed_at) values ($1, platform.now())", [
      tenantId,
    ]);
  }
}, 90_000);
afterAll(async () => {
  await (owner as pg.Client | undefined)?.end();
  await house.stop();
});

/** Runs `work` as a role within a scope, and takes everything back. */
async function as<T>(role: string, scope: Scope | undefined, work: () => Promise<T>, before = "select"): Promise<T> {
  await owner.query("begin");
  try {
    await owner.query(before);
    await owner.query(`set local role ${role}`);
    if (scope !== undefined) {
      const ids = `{${scope.ids.join(",")}}`;
      await owner.query(
        `select set_config('hearken.tenant', $1, true), set_config('hearken.reach', $2, true),
           set_config('hearken.organizations', $3, true), set_config('hearken.projects', $4, true)`,
        [
          scope.tenant,
          scope.reach,
          scope.reach === "organizations" ? ids : "{}",
          scope.reach === "projects" ? ids : "{}",
        ],
      );
    }
    return await work();
  } finally {
    await owner.query("rollback");
  }
}

/** How many rows a statement touched; a refusal by the server is its SQLSTATE. */
async function touched(sql: string, values: readonly unknown[]): Promise<number | string> {
  await owner.query("savepoint trial");
  try {
    return (await owner.query(sql, [...values])).rowCount ?? 0;
  } catch (error) {
    await owner.query("rollback to savepoint trial");
    return error instanceof pg.DatabaseError ? (error.code ?? "?") : String(error);
  }
}

const FORBIDDEN = "42501";
const NOTHING = [0, FORBIDDEN];

/** Every way to see or touch the rows of `where`; the answers that are neither nothing nor a refusal. */
async function breaches(
  { name: table, columns }: WalledTable,
  where: string,
  values: readonly unknown[],
): Promise<readonly string[]> {
  const list = columns.join(", ");
  const ways = {
    select: `select * from ${table} t where ${where}`,
    lock: `select * from ${table} t where ${where} for update`,
    update: `update ${table} t set tenant_id = tenant_id where ${where}`,
    delete: `delete from ${table} t where ${where}`,
    "insert from what is seen": `insert into ${table} (${list}) select ${list} from ${table} t where ${where} on conflict do nothing`,
  };
  const found: string[] = [];
  for (const [way, sql] of Object.entries(ways)) {
    const answer = await touched(sql, values);
    if (!NOTHING.includes(answer)) found.push(`${table} ${way}: ${answer}`);
  }
  return found;
}

/** Writes a row that is the victim's own, taken from behind the wall, under another key: the server must refuse. */
async function smuggled(
  role: string,
  scope: Scope,
  { name, columns }: WalledTable,
  row: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  const list = columns.join(", ");
  for (const clause of ["", "on conflict do nothing"]) {
    const answer = await as(role, scope, () =>
      touched(
        `insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, $1::jsonb) ${clause}`,
        [row],
      ),
    );
    if (answer !== FORBIDDEN) found.push(`${name} insert ${clause}: ${answer}`);
  }
  return found;
}

async function rowOf(table: string, where: string, values: readonly unknown[]): Promise<string | undefined> {
  const { rows } = await owner.query<{ row: string }>(
    `select to_jsonb(t)::text as row from ${table} t where ${where} limit 1`,
    [...values],
  );
  return rows[0]?.row;
}

const everything = async (): Promise<unknown> => {
  const hashes: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await owner.query(
      `select count(*)::int as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`,
    );
    hashes[name] = rows[0];
  }
  return hashes;
};

describe("every table of every tenant", () => {
  it("holds rows of the victim, so that there is something to see", async () => {
    const empty: string[] = [];
    for (const { name } of tables) {
      if ((await rowOf(name, "tenant_id = $1", [victim.tenantId])) === undefined) empty.push(name);
    }
    expect(tables.length).toBeGreaterThan(30);
    expect(empty).toEqual([]);
  });

  it("shows nothing to another tenant, to nobody, and lets nothing be changed", async () => {
    const before = await everything();
    const scopes: (Scope | undefined)[] = [
      { tenant: stranger.tenantId, reach: "tenant", ids: [] },
      { tenant: stranger.tenantId, reach: "organizations", ids: [victim.party("subsidiary-1").organizationId] },
      { tenant: stranger.tenantId, reach: "projects", ids: [...victim.party("subsidiary-1").projectIds] },
      { tenant: newId(), reach: "tenant", ids: [] },
      undefined,
    ];
    const found: string[] = [];
    for (const scope of scopes) {
      for (const table of tables) {
        found.push(
          ...(await as(APP_ROLE, scope, () => breaches(table, "t.tenant_id = $1", [victim.tenantId]))),
          ...(await as(APP_ROLE, scope, () => breaches(table, "t.tenant_id <> $1", [scope?.tenant ?? newId()]))),
        );
        const row = (await rowOf(table.name, "tenant_id = $1", [victim.tenantId])) ?? "{}";
        if (scope !== undefined) found.push(...(await smuggled(APP_ROLE, scope, table, row)));
      }
    }
    expect(found).toEqual([]);
    expect(await everything()).toEqual(before);
  }, 60_000);

  it("shows nothing of an organization or a project to those who reach another one", async () => {
    const before = await everything();
    const [south, north] = [victim.party("subsidiary-1"), victim.party("subsidiary-2")];
    const found: string[] = [];
    let minded = 0;
    for (const table of tables) {
      for (const [column, reach, own, theirs] of [
        [table.organization, "organizations", north.organizationId, south.organizationId],
        [table.project, "projects", north.projectIds[0], south.projectIds[0]],
      ] as const) {
        if (column === undefined || own === undefined) continue;
        minded += 1;
        const scope: Scope = { tenant: victim.tenantId, reach, ids: [own] };
        const outside = `t.tenant_id = $1 and t.${column} is distinct from $2`;
        found.push(...(await as(APP_ROLE, scope, () => breaches(table, outside, [victim.tenantId, own]))));
        const row = await rowOf(table.name, `tenant_id = $1 and ${column} = $2`, [victim.tenantId, theirs]);
        if (row !== undefined) found.push(...(await smuggled(APP_ROLE, scope, table, row)));
        const [inside] = (await as(APP_ROLE, scope, () => owner.query(`select count(*)::int as n from ${table.name}`)))
          .rows as { n: number }[];
        const wanted = await owner.query(
          `select count(*)::int as n from ${table.name} where tenant_id = $1 and ${column} = $2`,
          [victim.tenantId, own],
        );
        expect({ table: table.name, reach, rows: inside?.n }).toEqual({
          ...{ table: table.name, reach },
          rows: (wanted.rows as { n: number }[])[0]?.n,
        });
      }
    }
    expect(minded).toBeGreaterThan(25);
    expect(found).toEqual([]);
    expect(await everything()).toEqual(before);
  }, 60_000);

  it("holds no word of the victim that anybody else can read", async () => {
    const seen = async (scope: Scope): Promise<string> => {
      const texts: string[] = [];
      for (const { name } of tables) {
        const { rows } = await as(APP_ROLE, scope, () =>
          owner.query<{ text: string }>(`select coalesce(string_agg(t::text, '|'), '') as text from ${name} t`),
        );
        texts.push(rows[0]?.text ?? "");
      }
      return texts.join("\n");
    };
    const own = await seen({ tenant: victim.tenantId, reach: "tenant", ids: [] });
    expect(own).toContain(CANARY);
    const theirs = await seen({ tenant: stranger.tenantId, reach: "tenant", ids: [] });
    expect(theirs).toContain(stranger.tenantId);
    expect(theirs).not.toContain(CANARY);
    expect(theirs).not.toContain(victim.tenantId.slice(0, 8));
  });

  it("is read across tenants by the relay alone, where its wall says so, and never written by it", async () => {
    const readable: string[] = [];
    for (const { name } of tables) {
      const answer = await as(RELAY_ROLE, undefined, () => touched(`select 1 from ${name} limit 1`, []));
      if (answer !== FORBIDDEN) readable.push(name);
      for (const sql of [`delete from ${name}`, `update ${name} set tenant_id = tenant_id`]) {
        expect(await as(RELAY_ROLE, undefined, () => touched(sql, []))).toBe(FORBIDDEN);
      }
    }
    expect(readable).toEqual(tables.filter(({ relay }) => relay).map(({ name }) => name));
  });

  it("is noticed by this suite wherever one piece of its wall is missing", async () => {
    const [south, north] = [victim.party("subsidiary-1"), victim.party("subsidiary-2")];
    const other: Scope = { tenant: stranger.tenantId, reach: "tenant", ids: [] };
    const survivors: string[] = [];
    let total = 0;
    const mutate = async (
      table: WalledTable,
      mutation: string,
      scope: Scope,
      column: string,
      id: unknown,
    ): Promise<void> => {
      total += 1;
      const found = await as(APP_ROLE, scope, () => breaches(table, `t.${column} = $1`, [id]), mutation);
      if (found.length === 0) survivors.push(mutation);
    };
    for (const table of tables) {
      const { name, organization, project } = table;
      await mutate(table, `drop policy hearken_tenant on ${name}`, other, "tenant_id", victim.tenantId);
      await mutate(table, `alter table ${name} disable row level security`, other, "tenant_id", victim.tenantId);
      const open = `alter policy hearken_reach on ${name} using (true) with check (true)`;
      const tenant = victim.tenantId;
      if (organization !== undefined)
        await mutate(
          table,
          open,
          { tenant, reach: "organizations", ids: [north.organizationId] },
          organization,
          south.organizationId,
        );
      if (project !== undefined && (await rowOf(name, `${project} = $1`, [south.projectIds[0]])) !== undefined)
        await mutate(table, open, { tenant, reach: "projects", ids: north.projectIds }, project, south.projectIds[0]);
    }
    process.stderr.write(`isolation: ${total - survivors.length} of ${total} mutants of the wall killed\n`);
    expect(total).toBeGreaterThan(100);
    expect(survivors).toEqual([]);
  }, 60_000);
});
