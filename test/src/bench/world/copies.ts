import { DEMO } from "@hearken/directory";
import type { ComplaintId, Instant } from "@hearken/kernel";
import type pg from "pg";
import { asOwner } from "../house/bench-database.js";
import { SMALL_TENANTS } from "./small-tenants.js";

/** How many copies of a complaint to make, and where. */
export interface Copying {
  readonly templateId: ComplaintId;
  readonly count: number;
  /** `skewed`: nine of ten in the demo tenant, the others in the small ones. */
  readonly spread: "one tenant" | "skewed";
  /** Copies the people behind it too, and all of its events instead of the first. */
  readonly withPeople: boolean;
  /**
   * When time is to change the copies: one after another, `perSecond` of them. Without it they are received during the
   * last weeks and change in weeks to come, as the template does.
   */
  readonly falling?: { readonly from: Instant; readonly perSecond: number };
}

export interface Copied {
  readonly rows: number;
  readonly seconds: number;
}

const CHUNK = 25_000;
const CONNECTIONS = 2;

/** Tables that hold a complaint's rows, and those that are left out without its people. */
const TABLES = [
  { table: "intake.complaint", of: "id" },
  { table: "journal.stream", of: "id" },
  { table: "journal.event", of: "stream_id" },
  { table: "escalation.standing", of: "complaint_id" },
  { table: "escalation.obligation", of: "complaint_id" },
] as const;
const WITH_PEOPLE = [
  { table: "intake.complaint_complainant", of: "complaint_id" },
  { table: "intake.relay", of: "complaint_id" },
  { table: "intake.words", of: "complaint_id" },
  { table: "escalation.notice", of: "complaint_id" },
  { table: "escalation.level_change", of: "complaint_id" },
  { table: "escalation.bulletin", of: "complaint_id" },
  { table: "escalation.escalation", of: "complaint_id" },
] as const;

/**
 * Copies a complaint with everything that is kept about it, set-based, as the owner. A copy's ids differ from the
 * template's in their first twelve digits alone, in which they grow: ids that follow from a complaint's id stay true.
 * All of its instants are moved by the same time. Events are placed before all others in the journal, as old ones are.
 */
export async function copyComplaints(url: string, copying: Copying): Promise<Copied> {
  const began = performance.now();
  const tables = copying.withPeople ? [...TABLES, ...WITH_PEOPLE] : TABLES;
  const chunks = Array.from({ length: Math.ceil(copying.count / CHUNK) }, (_, index): Chunk => ({
    from: index * CHUNK,
    to: Math.min((index + 1) * CHUNK, copying.count),
  }));
  const copied = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => asOwner(url, (client) => work(client, copying, { tables, chunks }))),
  );
  if (copying.falling === undefined) {
    await asOwner(url, async (client) => {
      await client.query("vacuum analyze");
      await client.query("checkpoint");
    });
  }
  return { rows: copied.reduce((sum, rows) => sum + rows, 0), seconds: (performance.now() - began) / 1_000 };
}

interface Work {
  readonly tables: readonly { readonly table: string; readonly of: string }[];
  /** What is left to do; shared between connections. */
  readonly chunks: Chunk[];
}

async function work(client: pg.Client, copying: Copying, { tables, chunks }: Work): Promise<number> {
  // Foreign keys hold by construction; checking each of millions would only take time.
  await client.query("set session_replication_role = replica");
  await client.query("set synchronous_commit = off");
  let copied = 0;
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
    await client.query("begin");
    await makePlaces(client, copying, chunk);
    for (const table of tables) copied += await copyRows(client, copying, table);
    await client.query("commit");
  }
  return copied;
}

interface Chunk {
  readonly from: number;
  readonly to: number;
}

/** The table `place`: where each copy of this chunk goes, and by how much its time is moved. */
async function makePlaces(
  client: pg.Client,
  { templateId, spread, falling }: Copying,
  { from, to }: Chunk,
): Promise<void> {
  const { tenantId } = DEMO;
  const houses = [DEMO["subsidiary-1"], DEMO["subsidiary-2"]].flatMap(({ organizationId, projectIds }) =>
    projectIds.map((projectId) => ({ organizationId, projectId })),
  );
  const { rows } = await client.query<{ changes: string }>(
    "select extract(epoch from next_change_at)::text as changes from escalation.standing where complaint_id = $1",
    [templateId],
  );
  const changes = Number(rows[0]?.changes);
  const shift =
    falling === undefined
      ? // 25 days, evenly, in an order of their own: the time of receipt has nothing to do with the place in the table.
        "make_interval(secs => -((n * 7919.0) % 2160000) - 0.001 * (n % 997))"
      : `make_interval(secs => ${falling.from / 1_000 - changes} + (n - 1)::float8 / ${falling.perSecond})`;
  await client.query("drop table if exists pg_temp.place");
  await client.query(
    `create temp table place as
     select n, lpad(to_hex(${Date.UTC(2026, 0, 1)} + n), 12, '0') as head,
       case when $1 and n % 10 = 0 then ($2::uuid[])[1 + (n / 10) % cardinality($2::uuid[])] else $3::uuid end as tenant_id,
       ($4::uuid[])[1 + least(n % 20, 3)] as organization_id, ($5::uuid[])[1 + least(n % 20, 3)] as project_id, ${shift} as shift
     from generate_series($6::int8 + 1, $7::int8) n`,
    [
      ...[spread === "skewed", SMALL_TENANTS, tenantId, houses.map(({ organizationId }) => organizationId)],
      ...[houses.map(({ projectId }) => projectId), from, to],
    ],
  );
}

async function copyRows(
  client: pg.Client,
  { templateId, withPeople, falling }: Copying,
  { table, of }: { table: string; of: string },
): Promise<number> {
  const { rows: columns } = await client.query<Column>(COLUMNS, [table]);
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const day = falling === undefined ? "20260101" : "20260102";
  const values = columns.map((column) => copyOf(table, column, day)).join(", ");
  // What never falls due is never evaluated: its first event stands for its history.
  const first = table === "journal.event" && !withPeople && falling === undefined ? "and t.version = 1" : "";
  const { rowCount } = await client.query(
    `insert into ${table} (${names}) select ${values} from place p cross join ${table} t where t.tenant_id = $1 and t.${of} = $2 ${first}`,
    [DEMO.tenantId, templateId],
  );
  return rowCount ?? 0;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

const COLUMNS = `select attname as name, format_type(atttypid, null) as type from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;

const OF_THE_PLACE = new Set(["tenant_id", "organization_id", "project_id"]);
const MOVED_ON = new Set(["id", "complaint_id", "stream_id", "complainant_id", "about_id"]);

/** What a copy has in this column. */
function copyOf(table: string, { name, type }: Column, day: string): string {
  if (OF_THE_PLACE.has(name)) return `p.${name}`;
  if (MOVED_ON.has(name)) return `(p.head || substr(replace(t."${name}"::text, '-', ''), 13))::uuid`;
  if (type === "timestamp with time zone") return `t."${name}" + p.shift`;
  if (type === "xid8") return "'3'::xid8";
  if (table === "intake.complaint" && name === "number") return `'${day}-' || lpad(to_hex(p.n), 8, '0')`;
  return `t."${name}"`;
}
