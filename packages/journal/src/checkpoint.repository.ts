import type { EventId, StreamId, TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import type { Consumer } from "./consumer.js";
import { horizonTable } from "./horizon.js";
import { PARTITIONS, partitionOf } from "./partition.js";
import { BEGINNING, compareXids, positionBefore, type Position } from "./position.js";
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
  /** Whether the checkpoint lies so far back that it should move even without work. */
  readonly isBehind: boolean;
}

export interface Reading {
  readonly batches: readonly Batch[];
  /** Everything below was looked at. */
  readonly horizon: string;
}

const NIL = "'00000000-0000-0000-0000-000000000000'::uuid";

/** Transactions after which the checkpoint of a partition without work is moved, so that a new process need not read far. */
const IDLE_DISTANCE = 5_000;

const WIDEST = 8;

/**
 * What is new for one consumer, in all its partitions: in each a window of so many events behind its checkpoint, and of
 * those what concerns it, and the last. Partitions that stand at the same place, as they nearly always do, share one look
 * at the journal. Behind the checkpoint each tenant has a progress of its own, so that one transaction per tenant suffices
 * for a batch in which the tenants' events alternate.
 */
const readWindows = statement(
  "journal.read_windows",
  `with ${horizonTable("$4")}, c as materialized (
     select s.place::int4 - 1 as partition, coalesce(k.revision, 0) as revision,
       (select horizon from h)::text::numeric - coalesce(k.xid::text, '0')::numeric > ${IDLE_DISTANCE} as is_behind,
       case when k.is_ahead then k.xid else s.xid end as from_xid,
       case when k.is_ahead then k.version else s.version end as from_version,
       case when k.is_ahead then k.id else s.id end as from_id
     from unnest($5::xid8[], $6::int8[], $7::uuid[]) with ordinality as s(xid, version, id, place)
     left join lateral (
       select k.*, (k.xid, k.version, k.id) > (s.xid, s.version, s.id) as is_ahead from journal.checkpoint k
       where k.consumer = $1 and k.partition = s.place - 1) k on true
   ), w as materialized (
     select s.*, v.*, v.type = any ($2::text[]) as is_wanted, ${partitionOf("v.stream_id")} as its_partition
     from (select distinct from_xid, from_version, from_id from c) s cross join lateral (
       select e.*, row_number() over (order by e.xid, e.version, e.id) as place from (
         select e.* from journal.event e
         where (e.xid, e.version, e.id) > (s.from_xid, s.from_version, s.from_id) and e.xid < (select horizon from h)
         order by e.xid, e.version, e.id limit $3) e
     ) v where v.type = any ($2::text[]) or v.place = $3
   )
   select c.partition, c.revision, (select horizon from h)::text as horizon, (select next from h)::text as next,
     c.is_behind, e.place, e.is_concerned, ${EVENT_COLUMNS}
   from c left join lateral (
     select w.*, w.is_wanted and w.its_partition = c.partition
       and not exists (select 1 from journal.progress p
         where p.tenant_id = w.tenant_id and p.consumer = $1 and p.partition = c.partition
           and (w.xid, w.version, w.id) <= (p.xid, p.version, p.id)) as is_concerned
     from w where (w.from_xid, w.from_version, w.from_id) = (c.from_xid, c.from_version, c.from_id)
   ) e on e.is_concerned or e.place = $3
   order by c.partition, e.place`,
);

interface WindowHead {
  readonly partition: number;
  readonly revision: number;
  readonly horizon: string;
  readonly next: string;
  readonly is_behind: boolean;
}
type WindowRow = WindowHead & { readonly place: number; readonly is_concerned: boolean } & EventRow;
type EmptyWindow = WindowHead & { readonly id: null };

export interface ReadOptions {
  /** Events of a window, when there is no backlog. */
  readonly limit: number;
  readonly exactly: boolean;
}

/**
 * One process's reading of one consumer's partitions. It remembers up to where it has looked without finding anything,
 * so that the checkpoint need not be moved for nothing; what is remembered is never ahead of work to do.
 */
export class ConsumerReader {
  readonly consumer: Consumer;
  /** Times the limit: a backlog is read in wider windows, which hold more of each tenant. */
  #width = 1;
  readonly #seen: Position[] = Array.from({ length: PARTITIONS }, () => BEGINNING);

  constructor(consumer: Consumer) {
    this.consumer = consumer;
  }

  /** The partition was looked at, and worked off, up to here. */
  pass(partition: number, end: Position): void {
    this.#seen[partition] = end;
  }

  async read(database: Database, { limit: least, exactly }: ReadOptions): Promise<Reading> {
    const limit = least * this.#width;
    const { name, types } = this.consumer;
    const seen = [this.#seen.map((at) => at.xid), this.#seen.map((at) => at.version), this.#seen.map((at) => at.id)];
    const answer = await database.relay.rows<WindowRow | EmptyWindow>(readWindows, [
      name,
      types,
      limit,
      exactly,
      ...seen,
    ]);
    const [head] = answer;
    if (head === undefined) throw new Error("the windows answered nothing");
    this.#forgetTheFuture(head.next);
    const batches = [...Map.groupBy(answer, (row) => row.partition)].map(([partition, rows]): Batch => {
      const own = rows.filter((row): row is WindowRow => row.id !== null);
      const last = own.at(-1);
      const isFull = last?.place === limit;
      return {
        consumer: this.consumer,
        partition,
        revision: rows[0]?.revision ?? 0,
        isBehind: rows[0]?.is_behind === true,
        rows: own.filter((row) => row.is_concerned),
        end: isFull ? positionOf(last) : positionBefore(head.horizon),
        isFull,
      };
    });
    this.#width = batches.some(({ isFull }) => isFull) ? Math.min(this.#width * 2, WIDEST) : 1;
    return { batches, horizon: head.horizon };
  }

  /** After a restore to an earlier point what was seen may never have been. */
  #forgetTheFuture(next: string): void {
    for (const [partition, at] of this.#seen.entries()) {
      if (compareXids(next, at.xid) < 0) this.#seen[partition] = BEGINNING;
    }
  }
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
  `select e.xid::text as xid, e.tenant_id from journal.event e order by e.xid desc, e.version desc, e.id desc limit 1`,
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
