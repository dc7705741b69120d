import { DEMO } from "@hearken/directory";
import type { TenantId } from "@hearken/kernel";
import { asOwner } from "../house/bench-database.js";

/** Groups beside the big one. */
export const SMALL_TENANTS: readonly TenantId[] = Array.from(
  { length: 20 },
  (_, index) => `0193d5c0-0001-7000-8000-${(0x1000 + index).toString(16).padStart(12, "0")}` as TenantId,
);

const TENANT_TABLES = `select format('%I.%I', n.nspname, c.relname) as name,
    array(select quote_ident(attname) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and attname <> 'tenant_id') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and (n.nspname = 'directory' or c.oid = 'platform.tenant_state'::regclass)
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')`;

/** Founds them as likenesses of the demo tenant: the same houses, people and rules, under another tenant's key. */
export async function foundSmallTenants(url: string): Promise<void> {
  await asOwner(url, async (client) => {
    await client.query("set session_replication_role = replica");
    const { rows } = await client.query<{ name: string; columns: string[] }>(TENANT_TABLES);
    for (const { name, columns } of rows) {
      const others = columns.map((column) => `, ${column}`).join("");
      await client.query(
        `insert into ${name} (tenant_id${others}) select likeness${others} from ${name} cross join unnest($1::uuid[]) as likeness where tenant_id = $2`,
        [SMALL_TENANTS, DEMO.tenantId],
      );
    }
  });
}
