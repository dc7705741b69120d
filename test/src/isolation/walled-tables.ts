import type pg from "pg";

/** A table with `tenant_id`, and what its wall minds inside the tenant. */
export interface WalledTable {
  readonly name: string;
  readonly organization?: string;
  readonly project?: string;
  readonly relay: boolean;
  /** Those that can be written: `tenant_id, id`. */
  readonly columns: readonly string[];
}

/** A table that has no wall is a table of tenants all the same. */
const TABLES = `select format('%I.%I', n.nspname, c.relname) as name,
    coalesce(obj_description(p.oid, 'pg_policy'), '{}')::jsonb as wall,
    (select array_agg(format('%I', a.attname) order by a.attnum) from pg_attribute a
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_policy p on p.polrelid = c.oid and p.polname = 'hearken_reach'
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    and n.nspname not like 'pg\\_t%'
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
  order by 1`;

interface Row {
  readonly name: string;
  readonly columns: readonly string[];
  readonly wall: { readonly organization?: string; readonly project?: string; readonly relay?: string };
}

/** Every table that belongs to tenants, read from the catalogue. */
export async function walledTables(owner: pg.Client): Promise<readonly WalledTable[]> {
  const { rows } = await owner.query<Row>(TABLES);
  return rows.map(({ name, columns, wall: { organization, project, relay } }) => ({
    ...{ name, columns },
    ...(organization === undefined ? {} : { organization }),
    ...(project === undefined ? {} : { project }),
    relay: relay !== undefined,
  }));
}
