import { APP_ROLE, RELAY_ROLE } from "./role.js";

/** What a project may except from the rules, each by its full name `schema.name`. */
export interface Exceptions {
  /** Tables without `tenant_id` that the application may write. */
  readonly globals?: readonly string[];
  /** Functions that run with their owner's rights. */
  readonly definers?: readonly string[];
}

/** One rule: a query on the catalogue whose rows are violations; `$1` globals, `$2` definers. */
export interface CatalogueRule {
  readonly rule: string;
  readonly sql: string;
}

const OURS = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg\\_temp%'";

const PRELUDE = `with given as (select $1::text[] as globals, $2::text[] as definers),
  relation as (
    select c.*, format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS}
  ),
  relation_table as (select * from relation where relkind in ('r', 'p')),
  tenant_table as (
    select t.* from relation_table t
    where exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and not attisdropped)
  ),
  index_column as (
    select i.indrelid, i.indexrelid, i.indexrelid::regclass::text as name, i.indisunique, i.indisprimary, k.place, a.*
    from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  )`;

const RULES: readonly CatalogueRule[] = [
  {
    rule: "tenant_id is a uuid and never null",
    sql: `select t.name from tenant_table t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
      where not a.attnotnull or a.atttypid <> 'uuid'::regtype`,
  },
  { rule: "row-level security is enabled", sql: "select name from tenant_table where not relrowsecurity" },
  { rule: "row-level security is forced", sql: "select name from tenant_table where not relforcerowsecurity" },
  {
    rule: "a table has a primary key",
    sql: `select name from relation_table t
      where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  },
  {
    rule: "tenant_id is first in every key",
    sql: `select t.name || ' ' || i.name from tenant_table t join index_column i on i.indrelid = t.oid
      where i.indisunique and i.place = 1 and i.attname is distinct from 'tenant_id'`,
  },
  {
    rule: "a foreign key between tenants' tables carries tenant_id first",
    sql: `select f.conrelid::regclass || ' ' || f.conname from pg_constraint f
      join tenant_table target on target.oid = f.confrelid
      where f.contype = 'f' and not coalesce((
        select a.attname = 'tenant_id' and b.attname = 'tenant_id' from pg_attribute a, pg_attribute b
        where a.attrelid = f.conrelid and a.attnum = f.conkey[1] and b.attrelid = f.confrelid and b.attnum = f.confkey[1]
      ), false)`,
  },
  {
    rule: "no enum, numeric, json or array in a key: their comparisons are not leakproof",
    sql: `select t.name || ' ' || i.name || ' ' || i.attname from tenant_table t
      join index_column i on i.indrelid = t.oid join pg_type y on y.oid = i.atttypid
      where i.indisunique and (y.typtype = 'e' or y.typcategory = 'A' or y.typname in ('numeric', 'json', 'jsonb'))`,
  },
  {
    rule: "no sequence: it tells one tenant how busy the others are",
    sql: "select name from relation where relkind = 'S'",
  },
  {
    rule: "no trigger",
    sql: "select r.name || ' ' || g.tgname from pg_trigger g join relation r on r.oid = g.tgrelid where not g.tgisinternal",
  },
  {
    rule: "no function runs with its owner's rights",
    sql: `select format('%I.%I', n.nspname, p.proname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace, given
      where ${OURS} and p.prosecdef and format('%I.%I', n.nspname, p.proname) <> all (given.definers)`,
  },
  {
    rule: "a view looks through its reader's eyes (security_invoker)",
    sql: `select name from relation
      where relkind = 'v' and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false)`,
  },
  {
    rule: "no materialized view is readable at run time",
    sql: `select name from relation, (values ('${APP_ROLE}'), ('${RELAY_ROLE}')) as role(name_of)
      where relkind = 'm' and has_table_privilege(name_of, oid, 'select')`,
  },
  {
    rule: "only a tenant's table is written at run time",
    sql: `select name from relation_table t, given
      where not exists (select from tenant_table own where own.oid = t.oid) and name <> all (given.globals)
      and has_table_privilege('${APP_ROLE}', oid, 'insert, update, delete')`,
  },
  {
    rule: "the application may not truncate, reference or trigger",
    sql: `select name from relation_table where has_table_privilege('${APP_ROLE}', oid, 'truncate, references, trigger')`,
  },
  {
    rule: "the relay only reads",
    sql: `select name from relation_table
      where has_table_privilege('${RELAY_ROLE}', oid, 'insert, update, delete, truncate, references, trigger')`,
  },
  {
    rule: "nothing is granted to everyone",
    sql: `select r.name from relation r cross join lateral aclexplode(r.relacl) g where g.grantee = 0`,
  },
  {
    rule: "no role of run time makes objects",
    sql: `select n.nspname || ' ' || name_of from pg_namespace n, (values ('${APP_ROLE}'), ('${RELAY_ROLE}')) as role(name_of)
      where ${OURS} and has_schema_privilege(name_of, n.oid, 'create')`,
  },
  {
    rule: "no role of run time owns anything or is a member of another",
    sql: `select r.rolname from pg_roles r where r.rolname in ('${APP_ROLE}', '${RELAY_ROLE}') and (
      exists (select from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o')
      or exists (select from pg_auth_members m where m.member = r.oid))`,
  },
  {
    rule: "the roles of run time exist and have no powers",
    sql: `select name_of from (values ('${APP_ROLE}'), ('${RELAY_ROLE}')) as role(name_of)
      left join pg_roles r on r.rolname = name_of where r.oid is null
      or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication`,
  },
];

/** The rules of the catalogue. Source: design TENANCY, "Rules learnt from measurement" and "Proof". */
export const catalogueRules: readonly CatalogueRule[] = RULES.map(({ rule, sql }) => ({
  rule,
  sql: `${PRELUDE} select found.name from (${sql}) as found(name), given order by 1`,
}));

/** Names of the tables that have `tenant_id`, as `schema.table`. */
export const TENANT_TABLES = `${PRELUDE} select tenant_table.name from tenant_table, given order by 1`;
