import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { APP_ROLE, lintCatalogue, RELAY_ROLE, wall } from "@hearken/postgres";
import pg from "pg";
import { GLOBALS } from "./catalogue.js";
import { oneOfEachKind, someOf, tell } from "./figures.js";
import { catalogueMutants, policyMutants, type Mutant } from "./mutants.js";
import { fromInside, fromOutside, isNoticed } from "./sql-matrix.js";
import { FORBIDDEN, SqlWays, type SqlScope } from "./sql-ways.js";
import { CANARY, insideWalls, openSqlWorld, settle, type SqlWorld } from "./sql-world.js";
import { walledTables, type WalledTable } from "./walled-tables.js";

let world: SqlWorld;
let owner: pg.Client;
let ways: SqlWays;
let tables: readonly WalledTable[];

beforeAll(async () => {
  world = await openSqlWorld();
  owner = new pg.Client({ connectionString: world.house.test.url });
  await owner.connect();
  // Of catalogue mutants: the lint begins and ends the transaction that we have begun.
  owner.on("notice", () => undefined);
  ways = new SqlWays(owner);
  tables = await walledTables(owner);
  await settle(owner, world, tables);
}, 90_000);
afterAll(async () => {
  await (owner as pg.Client | undefined)?.end();
  await (world as SqlWorld | undefined)?.house.stop();
});

/** What is in every table. */
async function everything(): Promise<unknown> {
  const hashes: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await owner.query(
      `select count(*)::int as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`,
    );
    hashes[name] = rows[0];
  }
  return hashes;
}

/** Holds every table against `tried`; nothing is found and nothing changed. */
async function findsNothing(
  tried: (ways: SqlWays, world: SqlWorld, table: WalledTable) => Promise<readonly string[]>,
): Promise<void> {
  const before = await everything();
  const found: string[] = [];
  for (const table of tables) found.push(...(await tried(ways, world, table)));
  expect(found).toEqual([]);
  expect(await everything()).toEqual(before);
}

describe("every table of every tenant", () => {
  it("holds rows of the victim at every place that its wall knows, so that there is something to see", async () => {
    const empty: string[] = [];
    for (const { name, organization, project } of tables) {
      for (const at of ["subsidiary-1", "subsidiary-2"] as const) {
        const { organizationId, projectIds } = world.victim.party(at);
        const where = ["tenant_id = $1", "($2::uuid is null or true)", "($3::uuid is null or true)"];
        if (organization !== undefined) where[1] = `${organization} = $2`;
        if (project !== undefined) where[2] = `${project} = $3`;
        const values = [world.victim.tenantId, organizationId, projectIds[0]];
        if ((await ways.rowOf(name, { where: where.join(" and "), values })) === undefined) empty.push(name);
      }
    }
    expect(tables.length).toBeGreaterThan(30);
    expect(empty).toEqual([]);
  });

  it("shows nothing to another tenant, to nobody, and lets nothing be changed", async () => {
    await findsNothing(fromOutside);
  }, 60_000);

  it("shows nothing of an organization or a project to those who reach another one", async () => {
    expect(tables.flatMap((table) => insideWalls(world, table)).length).toBeGreaterThan(25);
    await findsNothing(fromInside);
    tell({ matrix: "SQL", cells: ways.cells });
  }, 60_000);

  it("holds no word of the victim that anybody else can read", async () => {
    const seen = async (scope: SqlScope): Promise<string> => {
      const texts: string[] = [];
      for (const { name } of tables) {
        const { rows } = await ways.as(APP_ROLE, scope, () =>
          owner.query<{ text: string }>(`select coalesce(string_agg(t::text, '|'), '') as text from ${name} t`),
        );
        texts.push(rows[0]?.text ?? "");
      }
      return texts.join("\n");
    };
    const own = await seen({ tenant: world.victim.tenantId, reach: "tenant", ids: [] });
    expect(own).toContain(CANARY);
    const theirs = await seen({ tenant: world.stranger.tenantId, reach: "tenant", ids: [] });
    expect(theirs).toContain(world.stranger.tenantId);
    expect(theirs).not.toContain(CANARY);
    expect(theirs).not.toContain(world.victim.tenantId.slice(0, 8));
  });

  it("is read across tenants by the relay alone, where its wall says so, and never written by it", async () => {
    const readable: string[] = [];
    for (const { name } of tables) {
      const answer = await ways.as(RELAY_ROLE, undefined, () => ways.touched(`select 1 from ${name} limit 1`));
      if (answer !== FORBIDDEN) readable.push(name);
      for (const sql of [`delete from ${name}`, `update ${name} set tenant_id = tenant_id`]) {
        expect(await ways.as(RELAY_ROLE, undefined, () => ways.touched(sql))).toBe(FORBIDDEN);
      }
    }
    expect(readable).toEqual(tables.filter(({ relay }) => relay).map(({ name }) => name));
  });
});

/** Says how many mutants of a part were noticed. */
function reckon(part: string, all: readonly Mutant[], survivors: readonly Mutant[]): void {
  const shown = survivors.map(({ kind, statements }) => `${kind}: ${statements.join("; ")}`);
  for (const kind of new Set(all.map((mutant) => mutant.kind))) {
    const [total, left] = [all, survivors].map((list) => list.filter((mutant) => mutant.kind === kind).length);
    const mine = survivors.flatMap((mutant, index) => (mutant.kind === kind ? [shown[index] ?? ""] : []));
    tell({ mutants: kind, killed: (total ?? 0) - (left ?? 0), survivors: mine });
  }
  process.stderr.write(`isolation: ${all.length - survivors.length} of ${all.length} mutants of ${part} killed\n`);
  expect(shown).toEqual([]);
}

describe("a piece of the wall that is missing", () => {
  it("is noticed in every policy of every table", async () => {
    const mutants = someOf(policyMutants(tables), 120);
    const survivors: Mutant[] = [];
    for (const mutant of mutants) if (!(await isNoticed(ways, world, mutant))) survivors.push(mutant);
    expect(mutants.length).toBeGreaterThan(60);
    reckon("the policies", mutants, survivors);
  }, 120_000);

  it("is noticed in every key, right, role, view and function", async () => {
    const sound = await lintCatalogue(owner, { globals: GLOBALS });
    expect(sound).toEqual([]);
    const mutants = oneOfEachKind(await catalogueMutants(owner, tables));
    const survivors: Mutant[] = [];
    for (const mutant of mutants) {
      await owner.query("begin");
      try {
        for (const sql of mutant.statements) await owner.query(sql);
        if ((await lintCatalogue(owner, { globals: GLOBALS })).length === 0) survivors.push(mutant);
      } finally {
        await owner.query("rollback");
      }
    }
    expect(new Set(mutants.map(({ kind }) => kind)).size).toBeGreaterThan(6);
    reckon("the catalogue", mutants, survivors);
  }, 600_000);
});

describe("a table that is new", () => {
  const SECRET =
    "create table scratch.secret (tenant_id uuid, id uuid, organization_id uuid not null, project_id uuid,";
  const create = [
    "create schema scratch",
    `${SECRET} kind text not null check (kind in ('a', 'b')), said jsonb not null, at timestamptz not null, primary key (tenant_id, id))`,
    ...wall({ table: "scratch.secret", organization: "organization_id", project: "project_id" }),
  ];
  const forgotten = [
    "create table scratch.forgotten (tenant_id uuid, id uuid, primary key (tenant_id, id))",
    `grant select on scratch.forgotten to ${APP_ROLE}`,
  ];

  it("is found, filled and walled round without anyone touching the suite", async () => {
    try {
      for (const sql of [...create, ...forgotten]) await owner.query(sql);
      const fresh = (await walledTables(owner)).filter(({ name }) => name.startsWith("scratch."));
      expect(await settle(owner, world, fresh)).toEqual(["scratch.forgotten", "scratch.secret"]);
      const [open, walled] = fresh;
      if (open === undefined || walled === undefined) throw new Error("the tables were not found");
      expect([...(await fromOutside(ways, world, walled)), ...(await fromInside(ways, world, walled))]).toEqual([]);
      const mutants = policyMutants([walled]);
      expect(mutants.length).toBe(7);
      for (const mutant of mutants) expect(await isNoticed(ways, world, mutant)).toBe(true);
      expect(await fromOutside(ways, world, open)).toContain("scratch.forgotten select: 1");
      expect(await lintCatalogue(owner, { globals: GLOBALS })).toContain(
        "row-level security is enabled: scratch.forgotten",
      );
    } finally {
      await owner.query("drop schema if exists scratch cascade");
    }
  });
});
