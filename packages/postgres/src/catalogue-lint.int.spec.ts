import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { lintCatalogue, lintStatements } from "./catalogue-lint.js";
import { emptyDatabase, type EmptyDatabase } from "./testing/empty-database.js";
import { statements } from "./statement.js";
import "./tenant-state.js";
import "./unit-of-work.js";
import { wall } from "./wall.js";

const create = {
  id: "20261121T0900-create-rows",
  kind: "expand" as const,
  up: [
    "create schema spec",
    `create table spec.parent (tenant_id uuid, organization_id uuid not null, id uuid, amount numeric not null,
       primary key (tenant_id, id))`,
    ...wall({ table: "spec.parent", organization: "organization_id", relay: "select" }),
    `create table spec.child (tenant_id uuid, id uuid, parent_id uuid not null, state text not null,
       primary key (tenant_id, id),
       constraint child_parent foreign key (tenant_id, parent_id) references spec.parent (tenant_id, id))`,
    ...wall({ table: "spec.child" }),
    "create view spec.seen with (security_invoker = true) as select * from spec.parent",
  ],
};

/** Each breaks one rule; the first word of the answer that must name it. */
const mutants: [string, string[], string][] = [
  ["row-level security off", ["alter table spec.child disable row level security"], "is enabled: spec.child"],
  ["FORCE gone", ["alter table spec.child no force row level security"], "is forced: spec.child"],
  ["the tenant policy gone", ["drop policy hearken_tenant on spec.child"], "spec.child hearken_tenant"],
  ["the reach policy gone", ["drop policy hearken_reach on spec.parent"], "spec.parent hearken_reach"],
  ["the relay policy gone", ["drop policy hearken_relay on spec.parent"], "spec.parent hearken_relay"],
  [
    "the reach policy loosened",
    ["alter policy hearken_reach on spec.parent using (true)"],
    "spec.parent hearken_reach",
  ],
  [
    "the tenant policy for everyone but the application",
    ["alter policy hearken_tenant on spec.child to public"],
    "spec.child hearken_tenant",
  ],
  ["one more policy", ["create policy also on spec.child using (true)"], "spec.child also"],
  [
    "a wall that does not mind the organization",
    ['comment on policy hearken_reach on spec.parent is \'{"relay":"select"}\''],
    "the wall minds organization_id",
  ],
  [
    "tenant_id last in a key",
    ["create unique index late on spec.child (id, tenant_id)"],
    "first in every key: spec.child",
  ],
  ["no tenant_id in a key", ["create unique index bare on spec.child (id)"], "first in every key: spec.child"],
  ["no primary key", ["alter table spec.child drop constraint child_pkey"], "primary key: spec.child"],
  ["tenant_id may be null", ["create table spec.loose (tenant_id uuid, id uuid)"], "never null: spec.loose"],
  [
    "a foreign key without tenant_id",
    [
      "create unique index bare on spec.parent (id)",
      "alter table spec.child add constraint short foreign key (parent_id) references spec.parent (id)",
    ],
    "carries tenant_id first: spec.child short",
  ],
  [
    "an enum in a key",
    [
      "create type spec.mood as enum ('a')",
      "alter table spec.child add mood spec.mood",
      "create unique index moody on spec.child (tenant_id, mood)",
    ],
    "no enum",
  ],
  ["a numeric in a key", ["create unique index dear on spec.parent (tenant_id, amount)"], "no enum, numeric"],
  ["a sequence", ["create table spec.counted (id int generated always as identity primary key)"], "no sequence"],
  [
    "a trigger",
    [
      "create function spec.t() returns trigger language plpgsql as 'begin return new; end'",
      "create trigger t before insert on spec.child for each row execute function spec.t()",
    ],
    "no trigger: spec.child t",
  ],
  [
    "a function with its owner's rights",
    ["create function spec.peek() returns bigint language sql security definer as 'select 1::bigint'"],
    "owner's rights: spec.peek",
  ],
  [
    "a view with its owner's eyes",
    ["create view spec.bare as select * from spec.parent"],
    "security_invoker): spec.bare",
  ],
  [
    "a readable materialized view",
    ["create materialized view spec.kept as select 1 as one", "grant select on spec.kept to hearken_app"],
    "materialized view is readable at run time: spec.kept",
  ],
  [
    "a table of nobody that the application writes",
    ["create table spec.free (id uuid primary key)", "grant insert on spec.free to hearken_app"],
    "is written at run time: spec.free",
  ],
  ["TRUNCATE", ["grant truncate on spec.child to hearken_app"], "may not truncate, reference or trigger: spec.child"],
  ["a relay that writes", ["grant insert on spec.parent to hearken_relay"], "the relay only reads: spec.parent"],
  ["a grant to everyone", ["grant select on spec.child to public"], "granted to everyone: spec.child"],
  ["a schema open to making", ["grant create on schema spec to hearken_app"], "makes objects: spec hearken_app"],
  ["an owner at run time", ["alter table spec.child owner to hearken_app"], "owns anything"],
  ["a role beyond the wall", ["alter role hearken_app bypassrls"], "no powers: hearken_app"],
];

let home: EmptyDatabase;
let admin: pg.Client;

beforeAll(async () => {
  home = await emptyDatabase([create]);
  admin = new pg.Client({ connectionString: home.url });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await home.drop();
});

describe("a catalogue made by the rules", () => {
  it("has no violation, and is left as it was", async () => {
    expect(await lintCatalogue(home.url)).toEqual([]);
    expect((await admin.query("select from pg_namespace where nspname = 'hearken_lint'")).rowCount).toBe(0);
  });

  it("may except what it names", async () => {
    await insideOf(["create function spec.d() returns int language sql security definer as 'select 1'"], async () => {
      expect(await lint({ definers: ["spec.d"] })).toEqual([]);
    });
  });
});

describe("a mutant of the catalogue", () => {
  it.each(mutants)("is noticed: %s", async (_, mutation, wanted) => {
    await insideOf(mutation, async () => {
      expect(await lint()).toEqual(expect.arrayContaining([expect.stringContaining(wanted)]));
    });
  });
});

describe("a registered statement", () => {
  it("of this package plans under the catalogue", async () => {
    expect(statements().map(({ name }) => name)).toContain("platform.open_unit_of_work");
    expect(await lintStatements(home.url, statements())).toEqual([]);
  });

  it.each([
    ["that does not plan", "select nothing from spec.child where tenant_id = $1", 'column "nothing" does not exist'],
    ["that is no statement", "selekt 1", "syntax error"],
    ["that no role may run", "select rolpassword from pg_authid", "permission denied"],
    [
      "that forgets the tenant",
      "select id from spec.child where id = $1",
      "touches spec.child and does not say tenant_id",
    ],
  ])("%s is noticed", async (_, text, wanted) => {
    const found = await lintStatements(home.url, [{ name: "spec.bad", text }]);
    expect(found).toEqual([expect.stringContaining(wanted)]);
  });
});

/** The lint in the mutated transaction: its own begin and rollback become those of a savepoint. */
function lint(exceptions = {}): Promise<string[]> {
  const inside = {
    query: (text: string, values?: unknown[]) => {
      if (text === "begin") return admin.query("savepoint lint");
      if (text === "rollback") return admin.query("rollback to savepoint lint");
      return admin.query(text, values);
    },
  };
  return lintCatalogue(inside as pg.ClientBase, exceptions);
}

async function insideOf(mutation: readonly string[], work: () => Promise<void>): Promise<void> {
  await admin.query("begin");
  try {
    for (const sql of mutation) await admin.query(sql);
    await work();
  } finally {
    await admin.query("rollback");
  }
}
