import type { EventId, StreamId, TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import type { Consumer } from "./consumer.js";
import { horizonTable } from "./horizon.js";
import { PARTITIONS, partitionOf } from "./partition.js";
import { positionBefore, type Position } from "./position.js";
import { EVENT_COLUMNS, positionOf, type EventRow } from "./recorded-event.js";

/** What one partition of a consumer has before it. */
export interface Batch {
  readonly consumer: Consumer;
  readonly partition: number;
  /** Of the checkpoint, as last known to this process; 0 when there is none yet. */
  revision: number;
  readonly rows: readonly EventRow[];
  /** Where the partition stands when all rows are done. */
  readonly end: Position;
  /** Whether more may be waiting behind them. */
  readonly isFull: boolean;
}

export interface Reading {
  readonly batches: readonly Batch[];
  /** Everything below was looked at. */
  readonly horizon: string;
}

const NIL = "'00000000-0000-0000-0000-000000000000'::uuid";

/**
 * What is new for one consumer, in all its partitions. Behind the checkpoint of a partition each tenant has a progress
 * of its own, so that one transaction per tenant suffices for a batch in which the tenants' events alternate.
 */
const readBatches = statement(
  "journal.read_batches",
  `with ${horizonTable("$4")}
   select c.partition, c.revision, (select horizon from h)::text as horizon,
     (select horizon from h)::text::numeric - c.xid::text::numeric > $5 as is_behind, w.*
   from (
     select g.partition, coalesce(k.revision, 0) as revision, coalesce(k.xid, '0'::xid8) as xid,
       coalesce(k.version, 0) as version, coalesce(k.id, ${NIL}) as id
     from generate_series(0, ${PARTITIONS - 1}) as g(partition)
     left join journal.checkpoint k on k.consumer = $1 and k.partition = g.partition
   ) c left join lateral (
     select ${EVENT_COLUMNS} from journal.event e
     where (e.xid, e.version, e.id) > (c.xid, c.version, c.id) and e.xid < (select horizon from h)
       and ${partitionOf("e.stream_id")} = c.partition and e.type = any ($2::text[])
       and not exists (select 1 from journal.progress p
         where p.tenant_id = e.tenant_id and p.consumer = $1 and p.partition = c.partition
           and (e.xid, e.version, e.id) <= (p.xid, p.version, p.id))
     order by e.xid, e.version, e.id limit $3
   ) w on true`,
);

type BatchRow = { partition: number; revision: number; horizon: string; is_behind: boolean } & (
  EventRow | { id: null }
);

/** Transactions after which the checkpoint of a partition without work is moved, so that it is not read again and again. */
const IDLE_DISTANCE = 5_000;

export interface ReadOptions {
  readonly limit: number;
  readonly exactly: boolean;
}

/** Reads the next rows of every partition; batches without rows are those whose checkpoint lags far behind. */
export async function readConsumer(database: Database, consumer: Consumer, options: ReadOptions): Promise<Reading> {
  const values = [consumer.name, consumer.types, options.limit, options.exactly, IDLE_DISTANCE];
  const rows = await database.relay.rows<BatchRow>(readBatches, values);
  const horizon = rows[0]?.horizon ?? "0";
  const batches: Batch[] = [];
  for (const own of Map.groupBy(rows, (row) => row.partition).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const events = own.filter((row): row is BatchRow & EventRow => row.id !== null);
    const last = events.at(-1);
    if (last === undefined && !first.is_behind) continue;
    const isFull = last !== undefined && events.length >= options.limit;
    const end = isFull ? positionOf(last) : positionBefore(horizon);
    batches.push({ consumer, partition: first.partition, revision: first.revision, rows: events, end, isFull });
  }
  return { batches, horizon };
}

const MOVE = `moved as (
    insert into journal.progress (tenant_id, consumer, partition, xid, version, id)
    select $1::uuid, $2::text, $3::int2, $8::xid8, $9::int8, $10::uuid from fence where $8::xid8 is not null
    on conflict (tenant_id, consumer, partition)
      do update set xid = excluded.xid, version = excluded.version, id = excluded.id)
  select fence.revision, array(select distinct p.stream_id::text from journal.parked p
    where p.tenant_id = $1 and p.consumer = $2 and p.stream_id = any ($11::uuid[])) as waiting
  from fence`;

const fenceFirst = statement(
  "journal.fence_first",
  `with fence as (
     insert into journal.checkpoint (consumer, partition, revision, xid, version, id)
     select $2::text, $3::int2, $4::int8 + 1, coalesce($5::xid8, '0'), coalesce($6::int8, 0), coalesce($7::uuid, ${NIL})
     on conflict do nothing returning revision), ${MOVE}`,
);
const fenceNext = statement(
  "journal.fence_next",
  `with fence as (
     update journal.checkpoint k set revision = k.revision + 1, xid = coalesce($5::xid8, k.xid),
       version = coalesce($6::int8, k.version), id = coalesce($7::uuid, k.id)
     from (select consumer, partition from journal.checkpoint
       where consumer = $2::text and partition = $3::int2 and revision = $4::int8 for update skip locked) mine
     where k.consumer = mine.consumer and k.partition = mine.partition
     returning k.revision), ${MOVE}`,
);

/** Another replica has, or had, this partition: what was read of it is worth nothing. */
export class PartitionLost extends Error {
  override readonly name = "PartitionLost";
}

export interface Move {
  /** Where this tenant stands afterwards; absent when no tenant moves. */
  readonly progress?: Position;
  /** Where the whole partition stands afterwards; absent while other tenants' rows are left. */
  readonly end?: Position;
  /** The streams about to be handled. */
  readonly streams: readonly StreamId[];
}

/**
 * Takes the partition for the rest of the unit and notes where it stands when the unit commits, in one statement.
 * Answers the new revision and which of the streams wait behind a parked event.
 * Throws `PartitionLost` when the checkpoint is not what was read, or someone else holds it now.
 */
export async function fence(
  uow: UnitOfWork,
  batch: Batch,
  { progress, end, streams }: Move,
): Promise<{ revision: number; waiting: ReadonlySet<StreamId> }> {
  const row = await uow.one<{ revision: number; waiting: StreamId[] }>(batch.revision === 0 ? fenceFirst : fenceNext, [
    uow.scope.tenantId,
    batch.consumer.name,
    batch.partition,
    batch.revision,
    ...parts(end),
    ...parts(progress),
    streams,
  ]);
  if (row === undefined) throw new PartitionLost();
  return { revision: row.revision, waiting: new Set(row.waiting) };
}

function parts(position: Position | undefined): unknown[] {
  return position === undefined ? [null, null, null] : [position.xid, position.version, position.id];
}

const newestEvent = statement(
  "journal.newest_event",
  "select xid::text as xid, tenant_id from journal.event order by xid desc, version desc, id desc limit 1",
);

/** The last event that is committed, readable already or not: its xid, and a tenant under whose scope work can be noted. */
export async function newestOf(
  database: Database,
): Promise<{ readonly xid: string; readonly tenantId: TenantId } | undefined> {
  const [row] = await database.relay.rows<{ xid: string; tenant_id: TenantId }>(newestEvent);
  return row === undefined ? undefined : { xid: row.xid, tenantId: row.tenant_id };
}

const parkEvents = statement(
  "journal.park_events",
  `insert into journal.parked (tenant_id, consumer, event_id, stream_id, version, attempts, error, parked_at)
   select $1::uuid, $2::text, p.event_id, p.stream_id, p.version, $3::int4, $4::text, platform.now()
   from jsonb_to_recordset($5::jsonb) as p(event_id uuid, stream_id uuid, version int8)`,
);

const LONGEST_ERROR = 2_000;

export interface Parking {
  readonly consumer: string;
  /** 0 for events that wait behind another. */
  readonly attempts: number;
  readonly error: string;
  readonly rows: readonly { readonly id: EventId; readonly stream_id: StreamId; readonly version: number }[];
}

/** Puts events aside until an operator replays them. */
export async function park(uow: UnitOfWork, { consumer, attempts, error, rows }: Parking): Promise<void> {
  if (rows.length === 0) return;
  const list = rows.map((row) => ({ event_id: row.id, stream_id: row.stream_id, version: row.version }));
  const text = error.replaceAll("\0", "").slice(0, LONGEST_ERROR);
  await uow.run(parkEvents, [uow.scope.tenantId, consumer, attempts, text, JSON.stringify(list)]);
}
