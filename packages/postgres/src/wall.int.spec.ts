import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  newId,
  tenantScope,
  type OrganizationId,
  type ProjectId,
  type Reach,
  type Scope,
  type TenantId,
} from "@hearken/kernel";
import pg from "pg";
import { openDatabase, type Database } from "./database.js";
import { emptyDatabase, type EmptyDatabase } from "./testing/empty-database.js";
import { statement } from "./statement.js";
import type { UnitOfWork } from "./unit-of-work.js";
import { wall } from "./wall.js";

const create = {
  id: "20261121T0900-create-rows",
  kind: "expand" as const,
  up: [
    "create schema spec",
    `create table spec.visit (tenant_id uuid, organization_id uuid not null, project_id uuid, id uuid,
       canary text not null, at timestamptz not null default platform.now(), primary key (tenant_id, id))`,
    "create index visit_page on spec.visit (tenant_id, organization_id, at desc, id desc)",
    ...wall({ table: "spec.visit", organization: "organization_id", project: "project_id", relay: "select" }),
    `create table spec.remark (tenant_id uuid, id uuid, visit_id uuid not null, primary key (tenant_id, id),
       foreign key (tenant_id, visit_id) references spec.visit (tenant_id, id))`,
    ...wall({ table: "spec.remark", privileges: ["select", "insert"] }),
  ],
};

interface Visit {
  tenantId: TenantId;
  organizationId: OrganizationId;
  projectId: ProjectId | null;
  id: string;
}

const insert = statement(
  "spec.insert_visit",
  "insert into spec.visit (tenant_id, organization_id, project_id, id, canary) values ($1, $2, $3, $4, 'canary')",
);
const upsert = statement(
  "spec.upsert_visit",
  `insert into spec.visit (tenant_id, organization_id, project_id, id, canary) values ($1, $2, $3, $4, 'taken')
   on conflict (tenant_id, id) do update set canary = 'taken'`,
);
const remark = statement("spec.insert_remark", "insert into spec.remark (tenant_id, id, visit_id) values ($1, $2, $3)");
const unremark = statement("spec.delete_remark", "delete from spec.remark where tenant_id = $1");
const all = statement("spec.visits_whatever", "select id from spec.visit where tenant_id is not null");

/** Everything that an intruder tries on one row, saying its tenant and id in plain words. */
const harmless = {
  select: statement("spec.see", "select canary from spec.visit where tenant_id = $1 and id = $2"),
  lock: statement("spec.lock", "select canary from spec.visit where tenant_id = $1 and id = $2 for update"),
  update: statement(
    "spec.update",
    "update spec.visit set canary = 'x' where tenant_id = $1 and id = $2 returning canary",
  ),
  move: statement(
    "spec.move",
    "update spec.visit set organization_id = id where tenant_id = $1 and id = $2 returning canary",
  ),
  delete: statement("spec.delete", "delete from spec.visit where tenant_id = $1 and id = $2 returning canary"),
};

let home: EmptyDatabase;
let database: Database;
let admin: pg.Client;

beforeAll(async () => {
  home = await emptyDatabase([create]);
  database = await openDatabase({ url: home.url, poolSize: 2 });
  admin = new pg.Client({ connectionString: home.url });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.close();
  await home.drop();
});

function visitOf(tenantId: TenantId): Visit {
  return { tenantId, organizationId: newId(), projectId: newId(), id: newId() };
}

const valuesOf = ({ tenantId, organizationId, projectId, id }: Visit): unknown[] => [
  tenantId,
  organizationId,
  projectId,
  id,
];

async function given(): Promise<Visit> {
  const visit = visitOf(newId());
  await database.write(tenantScope(visit.tenantId), (uow) => uow.run(insert, valuesOf(visit)));
  return visit;
}

/** The scopes that must not touch a visit. */
const outsiders: [string, (visit: Visit) => Scope][] = [
  ["another tenant", () => tenantScope(newId())],
  ["another organization", (visit) => scope(visit, { kind: "organizations", organizationIds: [newId()] })],
  ["no organization", (visit) => scope(visit, { kind: "organizations", organizationIds: [] })],
  ["another project", (visit) => scope(visit, { kind: "projects", projectIds: [newId(), newId()] })],
  [
    "the same organization of another tenant",
    (visit) => ({ tenantId: newId(), reach: { kind: "organizations", organizationIds: [visit.organizationId] } }),
  ],
];

/** The scopes that may. */
const insiders: [string, (visit: Visit) => Scope][] = [
  ["the whole tenant", (visit) => tenantScope(visit.tenantId)],
  ["its organization", (visit) => scope(visit, { kind: "organizations", organizationIds: [visit.organizationId] })],
  ["its project", (visit) => scope(visit, { kind: "projects", projectIds: visit.projectId ? [visit.projectId] : [] })],
];

function scope({ tenantId }: Visit, reach: Reach): Scope {
  return { tenantId, reach };
}

describe.each(outsiders)("a row, for %s", (_, scopeFor) => {
  it.each(Object.entries(harmless))("is not there to %s", async (_name, attempt) => {
    const visit = await given();
    const seen = await database.write(scopeFor(visit), (uow) => uow.rows(attempt, [visit.tenantId, visit.id]));
    expect(seen).toEqual([]);
    const { rows } = await admin.query("select canary, organization_id from spec.visit where id = $1", [visit.id]);
    expect(rows).toEqual([{ canary: "canary", organization_id: visit.organizationId }]);
  });

  it.each([
    ["insert beside", insert],
    ["upsert", upsert],
  ])("is refused to %s", async (name, attempt) => {
    const visit = await given();
    const target = name === "upsert" ? visit : { ...visit, id: newId() };
    const attempted = database.write(scopeFor(visit), (uow) => uow.run(attempt, valuesOf(target)));
    await expect(attempted).rejects.toThrow("row-level security");
    const { rows } = await admin.query("select canary from spec.visit where tenant_id = $1", [visit.tenantId]);
    expect(rows).toEqual([{ canary: "canary" }]);
  });

  it("is not in a list that forgets to say whose rows it wants", async () => {
    const visit = await given();
    const seen = await database.read(scopeFor(visit), (uow) => uow.rows<{ id: string }>(all));
    expect(seen.map(({ id }) => id)).not.toContain(visit.id);
  });
});

describe.each(insiders)("a row, for %s", (_, scopeFor) => {
  it("is seen, locked and changed", async () => {
    const visit = await given();
    const touch = (attempt: typeof insert) => (uow: UnitOfWork) => uow.rows(attempt, [visit.tenantId, visit.id]);
    expect(await database.read(scopeFor(visit), touch(harmless.select))).toEqual([{ canary: "canary" }]);
    expect(await database.write(scopeFor(visit), touch(harmless.lock))).toEqual([{ canary: "canary" }]);
    expect(await database.write(scopeFor(visit), touch(harmless.update))).toEqual([{ canary: "x" }]);
    expect(await database.write(scopeFor(visit), touch(harmless.delete))).toEqual([{ canary: "x" }]);
  });
});

describe("a foreign key", () => {
  it("does not tell whether another tenant's row exists", async () => {
    const visit = await given();
    const stranger = tenantScope(newId());
    const pointAt = (visitId: string): Promise<unknown> =>
      database
        .write(stranger, (uow) => uow.run(remark, [stranger.tenantId, newId(), visitId]))
        .catch((error: unknown) => (error as pg.DatabaseError).constraint);
    expect(await pointAt(visit.id)).toBe(await pointAt(newId()));
  });
});

describe("a wall with privileges", () => {
  it("grants only those", async () => {
    const { tenantId } = await given();
    const attempt = database.write(tenantScope(tenantId), (uow) => uow.run(unremark, [tenantId]));
    await expect(attempt).rejects.toThrow("permission denied");
  });
});

describe("without a unit of work", () => {
  it("36 nothing is seen, even by the owner's hand in the application's role, nor with a scope that is empty or malformed", async () => {
    await given();
    const client = new pg.Client({ connectionString: home.url, options: "-c role=hearken_app" });
    await client.connect();
    expect((await client.query("select from spec.visit")).rowCount).toBe(0);
    await client.query("select set_config('hearken.tenant', '', false), set_config('hearken.reach', 'tenant', false)");
    expect((await client.query("select from spec.visit")).rowCount).toBe(0);
    for (const [setting, text] of [
      ["tenant", "x' or true --"],
      ["reach", "everything"],
      ["organizations", "everything"],
    ] as const) {
      await client.query("select set_config($1, $2, false)", [`hearken.${setting}`, text]);
      const seen = await client.query("select from spec.visit").then(
        ({ rowCount }) => rowCount,
        () => 0,
      );
      expect({ setting, seen }).toEqual({ setting, seen: 0 });
    }
    await client.end();
  });
});

describe("the plan of a page under the wall", () => {
  const page = statement(
    "spec.explain_page",
    `explain (costs off) select id from spec.visit where tenant_id = $1 and organization_id = $2
     order by tenant_id, organization_id, at desc, id desc limit 50`,
  );

  it("reads the settings once and walks the index in order", async () => {
    const visit = await given();
    await admin.query(
      `insert into spec.visit (tenant_id, organization_id, id, canary, at)
       select $1, case when n % 10 = 0 then $2 else $3 end::uuid, gen_random_uuid(), '', now() - n * interval '1 s'
       from generate_series(1, 20000) n`,
      [visit.tenantId, visit.organizationId, newId()],
    );
    await admin.query("analyze spec.visit");
    const reach: Reach = { kind: "organizations", organizationIds: [visit.organizationId] };
    const lines = await database.read(scope(visit, reach), (uow) =>
      uow.rows<{ "QUERY PLAN": string }>(page, [visit.tenantId, visit.organizationId]),
    );
    const plan = lines.map((line) => line["QUERY PLAN"]).join("\n");
    expect(plan).toContain("InitPlan");
    expect(plan).toMatch(/Index( Only)? Scan using visit_page/);
    expect(plan).not.toMatch(/Seq Scan|Sort|SubPlan/);
  });
});

describe("a wall around a name that is not a table", () => {
  it.each([["visit"], ["spec.visit; drop table x"], ["a.b.c"]])("is refused: %s", (table) => {
    expect(() => wall({ table })).toThrow("not a schema.table");
  });
});
