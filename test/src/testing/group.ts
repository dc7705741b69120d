import { randomBytes } from "node:crypto";
import { DEMO, type DemoPartyName } from "@hearken/directory";
import type { OrganizationId, ProjectId, StaffId, TenantId } from "@hearken/kernel";
import pg from "pg";

/** A group like the demo group, with ids of its own: headquarters, two subsidiaries and a partner firm. */
export interface Group {
  readonly tenantId: TenantId;
  /** The id of this group's thing that stands where `demoId` stands in the demo group. */
  own<T extends string>(demoId: T): T;
  party(name: DemoPartyName): GroupParty;
}

export interface GroupParty {
  readonly organizationId: OrganizationId;
  readonly staffId: StaffId;
  readonly projectIds: readonly ProjectId[];
}

/** Every id of the demo group begins like this, and nothing else does. */
const PREFIX = `${DEMO.tenantId.slice(0, 8)}-`;

const TABLES = `select format('%I.%I', n.nspname, c.relname) as name,
    (select array_agg(format('%I', a.attname) order by a.attnum) from pg_attribute a
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and (n.nspname = 'directory' or (n.nspname, c.relname) in
      (('platform', 'tenant_state'), ('journal', 'stream'), ('journal', 'event')))
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)`;

/** Founds one more group in a database that holds the demo group: its rows once more, under other ids. */
export async function foundGroup(url: string): Promise<Group> {
  const own = randomBytes(4).toString("hex");
  const rename = <T extends string>(id: T): T => id.replace(PREFIX, `${own}-`) as T;
  const tenantId = rename(DEMO.tenantId);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    // Keys between tables hold when all is copied; what comes first does not matter.
    await client.query("set local session_replication_role = replica");
    const { rows: tables } = await client.query<{ name: string; columns: string[] }>(TABLES);
    for (const { name, columns } of tables) {
      const copied = columns.map((column) => `copy.${column}`);
      await client.query(
        `insert into ${name} (${columns.join(", ")}) select ${copied.join(", ")} from ${name} as original,
           jsonb_populate_record(null::${name}, replace(to_jsonb(original)::text, $1, $2)::jsonb) as copy
         where original.tenant_id = $3`,
        [PREFIX, `${own}-`, DEMO.tenantId],
      );
    }
    await client.query("update journal.stream set xid = pg_current_xact_id() where tenant_id = $1", [tenantId]);
    await client.query("update journal.event set xid = pg_current_xact_id() where tenant_id = $1", [tenantId]);
    await client.query("commit");
  } finally {
    await client.end();
  }
  return {
    tenantId,
    own: rename,
    party: (name) => {
      const { organizationId, staffId, projectIds } = DEMO[name];
      return { organizationId: rename(organizationId), staffId: rename(staffId), projectIds: projectIds.map(rename) };
    },
  };
}
