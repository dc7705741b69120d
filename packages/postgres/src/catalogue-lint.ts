import pg from "pg";
import { catalogueRules, TENANT_TABLES, type Exceptions } from "./catalogue-rule.js";
import { APP_ROLE, RELAY_ROLE } from "./role.js";
import type { Statement } from "./statement.js";
import { POLICY, wall, type Wall } from "./wall.js";

/** What the lint needs of a connection: one that logs in as the owner of the schema. */
export type Owner = string | pg.ClientBase;

/**
 * Checks a migrated database against the rules of the wall and answers the violations, each as `rule: object`; none
 * when all is well. Policies are compared with what `wall` generates today; nothing is changed.
 */
export function lintCatalogue(owner: Owner, exceptions: Exceptions = {}): Promise<string[]> {
  return withoutTrace(owner, async (client) => {
    const given = [exceptions.globals ?? [], exceptions.definers ?? []];
    const violations: string[] = [];
    for (const { rule, sql } of catalogueRules) {
      const { rows } = await client.query<{ name: string }>(sql, given);
      violations.push(...rows.map(({ name }) => `${rule}: ${name}`));
    }
    return [...violations, ...(await lintPolicies(client))];
  });
}

/**
 * Plans each statement against the migrated catalogue, as the application or else as the relay, without running it.
 * Answers those that fail, and those that touch a tenant's table without saying `tenant_id`.
 */
export function lintStatements(owner: Owner, statements: readonly Statement[]): Promise<string[]> {
  return withoutTrace(owner, async (client) => {
    const tables = (await client.query<{ name: string }>(TENANT_TABLES, [[], []])).rows.map(({ name }) => name);
    const violations: string[] = [];
    for (const { name, text } of statements) {
      const failure = await planFailure(client, text);
      if (failure !== undefined) violations.push(`${name}: ${failure}`);
      const touched = tables.filter((table) => new RegExp(`\\b${table.replace(".", "\\.")}\\b`).test(text));
      if (touched.length > 0 && !/\btenant_id\b/.test(text)) {
        violations.push(`${name}: touches ${touched.join(", ")} and does not say tenant_id`);
      }
    }
    return violations;
  });
}

async function planFailure(client: pg.ClientBase, text: string): Promise<string | undefined> {
  let first: string | undefined;
  for (const role of [APP_ROLE, RELAY_ROLE]) {
    await client.query("savepoint planning");
    try {
      await client.query(`set local role ${role}`);
      await client.query(`explain (generic_plan) ${text}`);
      return undefined;
    } catch (error) {
      first ??= error instanceof Error ? error.message : String(error);
    } finally {
      await client.query("rollback to savepoint planning");
    }
  }
  return first;
}

const PROBE = "hearken_lint.probe";

async function lintPolicies(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(TENANT_TABLES, [[], []]);
  await client.query("create schema hearken_lint");
  const violations: string[] = [];
  for (const { name } of tables) {
    const described = await describedWall(client, name);
    violations.push(...(await unwalledColumns(client, name, described)));
    await client.query(`create table ${PROBE} (like ${name})`);
    const generated = wall({ ...described, table: PROBE });
    for (const sql of generated) await client.query(sql);
    const [actual, wanted] = [await policiesOf(client, name), await policiesOf(client, PROBE)];
    await client.query(`drop table ${PROBE}`);
    for (const policy of new Set([...actual.keys(), ...wanted.keys()])) {
      if (actual.get(policy) === wanted.get(policy)) continue;
      violations.push(`policies are exactly those that wall() generates: ${name} ${policy}`);
    }
  }
  return violations;
}

async function describedWall(client: pg.ClientBase, table: string): Promise<Omit<Wall, "table">> {
  const { rows } = await client.query<{ description: string | null }>(
    `select obj_description(oid, 'pg_policy') as description from pg_policy
     where polrelid = $1::regclass and polname = $2`,
    [table, POLICY.reach],
  );
  const description = rows[0]?.description;
  return description == null ? {} : (JSON.parse(description) as Omit<Wall, "table">);
}

/** A table that has a column for the organization or the project and does not wall it off says so on purpose. */
async function unwalledColumns(
  client: pg.ClientBase,
  table: string,
  described: Omit<Wall, "table">,
): Promise<string[]> {
  if (described.everyone === true) return [];
  const { rows } = await client.query<{ attname: string }>(
    `select attname from pg_attribute
     where attrelid = $1::regclass and attname in ('organization_id', 'project_id') and not attisdropped`,
    [table],
  );
  const walled = [described.organization, described.project];
  return rows
    .filter(({ attname }) => !walled.includes(attname))
    .map(({ attname }) => `the wall minds ${attname}, or says everyone: ${table}`);
}

async function policiesOf(client: pg.ClientBase, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; text: string }>(
    `select polname as name, jsonb_build_object(
       'for', polcmd, 'permissive', polpermissive, 'to', (select array_agg(r::regrole order by r) from unnest(polroles) r),
       'using', pg_get_expr(polqual, polrelid), 'check', pg_get_expr(polwithcheck, polrelid))::text as text
     from pg_policy where polrelid = $1::regclass`,
    [table],
  );
  return new Map(rows.map(({ name, text }) => [name, text]));
}

/** Runs `work` in a transaction that is always rolled back. */
async function withoutTrace<T>(owner: Owner, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  if (typeof owner !== "string") return rolledBack(owner, work);
  const client = new pg.Client({ connectionString: owner });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await rolledBack(client, work);
  } finally {
    await client.end();
  }
}

async function rolledBack<T>(client: pg.ClientBase, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    return await work(client);
  } finally {
    await client.query("rollback");
  }
}
