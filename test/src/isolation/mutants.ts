import { APP_ROLE, RELAY_ROLE } from "@hearken/postgres";
import type pg from "pg";
import type { WalledTable } from "./walled-tables.js";

/** One piece of the wall taken away. */
export interface Mutant {
  readonly kind: string;
  /** What is done to it, as SQL of the owner's. */
  readonly statements: readonly string[];
}

/** A mutant of one table's policies: rows must show that should not. */
export interface PolicyMutant extends Mutant {
  readonly table: WalledTable;
  /** What the missing piece kept apart. */
  readonly apart: "tenants" | "organizations" | "projects";
}

/** Of every table, whatever its wall is made of, taken away one at a time. */
export function policyMutants(tables: readonly WalledTable[]): readonly PolicyMutant[] {
  return tables.flatMap((table) => {
    const { name, organization, project } = table;
    const mutant = (kind: string, apart: PolicyMutant["apart"], ...statements: string[]): PolicyMutant => ({
      ...{ kind, apart, table, statements },
    });
    const tenant = `on ${name} using (true) with check (true)`;
    const within = (apart: PolicyMutant["apart"]): PolicyMutant[] => [
      mutant(`reach of ${apart} opened`, apart, `alter policy hearken_reach on ${name} using (true) with check (true)`),
      mutant(
        `reach of ${apart} bypassed`,
        apart,
        `create policy leak on ${name} for select to ${APP_ROLE} using (true)`,
      ),
    ];
    return [
      mutant("tenant policy dropped", "tenants", `drop policy hearken_tenant on ${name}`),
      mutant("tenant policy opened", "tenants", `alter policy hearken_tenant ${tenant}`),
      mutant("row-level security disabled", "tenants", `alter table ${name} disable row level security`),
      ...(organization === undefined ? [] : within("organizations")),
      ...(project === undefined ? [] : within("projects")),
    ];
  });
}

/** Keys with `tenant_id` first and at least one column after it, without what hangs on them. */
const KEYS = `select i.indrelid::regclass::text as "table", c.relname as name,
    ${columnsOf("i.indrelid", "i.indkey::int2[]")} as columns
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  where i.indisunique and i.indnkeyatts > 1 and t.relkind = 'r' and not t.relispartition and 0 <> all (i.indkey::int2[])
    and t.oid = any ($1::regclass[]::oid[]) order by 1, 2`;

const REFERENCES = `select f.conrelid::regclass::text as "table", format('%I', f.conname) as name,
    f.confrelid::regclass::text as target, ${columnsOf("f.conrelid", "f.conkey")} as columns,
    ${columnsOf("f.confrelid", "f.confkey")} as "targetColumns"
  from pg_constraint f join pg_class t on t.oid = f.conrelid join pg_class g on g.oid = f.confrelid
  where f.contype = 'f' and cardinality(f.conkey) > 1 and t.relkind = 'r' and g.relkind = 'r' and not t.relispartition
    and f.conrelid = any ($1::regclass[]::oid[]) order by 1, 2`;

function columnsOf(relation: string, key: string): string {
  return `(select array_agg(format('%I', a.attname) order by k.place) from unnest(${key}) with ordinality k(attnum, place)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.attnum)`;
}

const VIEWS = `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

const FUNCTIONS = `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prokind = 'f' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

interface Key {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}
interface Reference {
  readonly table: string;
  readonly name: string;
  readonly target: string;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
}

/** What the catalogue's rules must notice: FORCE, key columns, rights, roles, views and functions. */
export async function catalogueMutants(owner: pg.Client, tables: readonly WalledTable[]): Promise<readonly Mutant[]> {
  const names = tables.map(({ name }) => name);
  const rowsOf = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
    (await owner.query<R>(sql, values)).rows;
  const keys = await rowsOf<Key>(KEYS, [names]);
  const references = await rowsOf<Reference>(REFERENCES, [names]);
  const objects = [
    ...(await rowsOf<{ name: string }>(VIEWS)).map(({ name }) => ({
      kind: "view of its owner's rights",
      statements: [`alter view ${name} set (security_invoker = false)`],
    })),
    ...(await rowsOf<{ name: string }>(FUNCTIONS)).map(({ name }) => ({
      kind: "function of its owner's rights",
      statements: [`alter function ${name} security definer`],
    })),
  ];
  return [
    ...names.flatMap(ofOneTable),
    ...keys.map(({ table, columns }) => ({
      kind: "key without tenant_id",
      statements: [`create unique index without_tenant on ${table} (${columns.slice(1).join(", ")}) where false`],
    })),
    ...references.map(withoutTenant),
    ...objects,
    ...powers,
  ];
}

function ofOneTable(name: string): Mutant[] {
  return [
    { kind: "row-level security not forced", statements: [`alter table ${name} no force row level security`] },
    { kind: "truncation granted", statements: [`grant truncate on ${name} to ${APP_ROLE}`] },
    { kind: "writing granted to the relay", statements: [`grant update on ${name} to ${RELAY_ROLE}`] },
    { kind: "reading granted to everyone", statements: [`grant select on ${name} to public`] },
  ];
}

/** The same reference without the tenant; the tables are emptied, since what they hold need not bear it. */
function withoutTenant({ table, name, target, columns, targetColumns }: Reference): Mutant {
  const [from, to] = [columns.slice(1).join(", "), targetColumns.slice(1).join(", ")];
  return {
    kind: "foreign key without tenant_id",
    statements: [
      `truncate ${target} cascade`,
      `alter table ${table} drop constraint ${name}`,
      `alter table ${target} add constraint alone unique (${to})`,
      `alter table ${table} add constraint ${name} foreign key (${from}) references ${target} (${to})`,
    ],
  };
}

const powers: readonly Mutant[] = [APP_ROLE, RELAY_ROLE].flatMap((role) =>
  ["bypassrls", "superuser", "createrole", "createdb", "replication"].map((power) => ({
    kind: "role with powers",
    statements: [`alter role ${role} ${power}`],
  })),
);
