import pg from "pg";
import type { WalledTable } from "./walled-tables.js";

/** Whose a row is, and the word by which it is known again. */
export interface Place {
  readonly tenantId: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly canary: string;
}

interface Column {
  readonly name: string;
  readonly type: string;
  /** Of the type: `B` boolean, `S` text, `E` enum, … as in `pg_type.typcategory`. */
  readonly category: string;
  readonly isRequired: boolean;
}

const COLUMNS = `select a.attname as name, format_type(y.oid, null) as type, y.typcategory as category,
    a.attnotnull and not a.atthasdef as "isRequired"
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  join pg_type y on y.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
  where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
  order by a.attnum`;

const CHECKS = `select format('%I', conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where conrelid = $1::regclass and contype = 'c' and conislocal`;

/**
 * Gives a table of tenants a row at `place` when it has none there, made of the catalogue alone, so that a table that
 * nobody writes yet has something to be seen. Keys and checks do not mind: it is never read as what it says.
 * Answers whether a row was wanting. Throws when a column has a type of which nobody knows a value.
 */
export async function standIn(owner: pg.Client, table: WalledTable, place: Place): Promise<boolean> {
  const { rowCount } = await owner.query(`select from ${table.name} where ${whereOf(table, place, owner)} limit 1`);
  if ((rowCount ?? 0) > 0) return false;
  const { rows: columns } = await owner.query<Column>(COLUMNS, [table.name]);
  const rowOf = (chosen: readonly Column[]): Filled[] =>
    chosen.map((column) => ({
      name: owner.escapeIdentifier(column.name),
      value: valueOf(owner, column, { table, place }),
    }));
  const places = new Set(["tenant_id", table.organization, table.project]);
  const needed = columns.filter(({ name, isRequired }) => isRequired || places.has(name));
  try {
    await insert(owner, table.name, rowOf(needed)).catch(async (error: unknown) => {
      // What is generated from optional columns may be required.
      if (!(error instanceof pg.DatabaseError) || error.code !== NOT_NULL) throw error;
      await insert(owner, table.name, rowOf(columns));
    });
  } catch (error) {
    throw new Error(`no row could be made for ${table.name}`, { cause: error });
  }
  return true;
}

const NOT_NULL = "23502";

interface Filled {
  readonly name: string;
  readonly value: string;
}

/** Past foreign keys and checks, which are there again afterwards. */
async function insert(owner: pg.Client, table: string, row: readonly Filled[]): Promise<void> {
  const { rows: checks } = await owner.query<{ name: string; definition: string }>(CHECKS, [table]);
  await owner.query("begin");
  try {
    await owner.query("set local session_replication_role = replica");
    for (const { name } of checks) await owner.query(`alter table ${table} drop constraint ${name}`);
    await owner.query(
      `insert into ${table} (${row.map(({ name }) => name).join(", ")}) values (${row.map(({ value }) => value).join(", ")})`,
    );
    for (const { name, definition } of checks) {
      const later = definition.endsWith("NOT VALID") ? "" : "not valid";
      await owner.query(`alter table ${table} add constraint ${name} ${definition} ${later}`);
    }
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

function whereOf(table: WalledTable, place: Place, owner: pg.Client): string {
  return [
    ["tenant_id", place.tenantId],
    [table.organization, place.organizationId],
    [table.project, place.projectId],
  ]
    .flatMap(([column, id]) =>
      column === undefined || id === undefined ? [] : [`${column} = ${owner.escapeLiteral(id)}`],
    )
    .join(" and ");
}

/** By the first letters of a type's name. */
const BY_TYPE: readonly (readonly [start: RegExp, sql: string])[] = [
  [/^uuid$/, "gen_random_uuid()"],
  [/^timestamp/, "platform.now()"],
  [/^date$/, "platform.now()::date + (random() * 10000)::int"],
  [/^time/, "localtime"],
  [/^(smallint|integer|bigint)$/, "(1 + random() * 30000)::int"],
  [/^(numeric|real|double)/, "random()"],
  [/^interval$/, "interval '1 day'"],
  [/^jsonb?$/, "'{}'"],
  [/^bytea$/, "uuid_send(gen_random_uuid())"],
  [/^xid8$/, "pg_current_xact_id()"],
  [/^(inet|cidr)$/, "'192.0.2.1'"],
];

function valueOf(
  owner: pg.Client,
  { name, type, category }: Column,
  { table, place }: { readonly table: WalledTable; readonly place: Place },
): string {
  if (name === "tenant_id") return owner.escapeLiteral(place.tenantId);
  if (name === table.organization) return owner.escapeLiteral(place.organizationId);
  if (name === table.project) return owner.escapeLiteral(place.projectId);
  if (category === "S") return `${owner.escapeLiteral(place.canary)} || gen_random_uuid()`;
  if (category === "A") return "'{}'";
  if (category === "R") return "'empty'";
  if (category === "B") return "true";
  if (category === "E") return `(enum_range(null::${type}))[1]`;
  const known = BY_TYPE.find(([start]) => start.test(type));
  if (known === undefined) throw new Error(`nobody knows a value of type ${type}: ${table.name}.${name}`);
  return known[1];
}
