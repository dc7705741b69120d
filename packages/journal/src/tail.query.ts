import type { EventType } from "@hearken/contracts";
import type { Instant, TenantId } from "@hearken/kernel";
import { statement, type Database } from "@hearken/postgres";
import { horizonTable } from "./horizon.js";
import { BEGINNING, comparePositions, parseCursor, positionBefore, type Position } from "./position.js";
import { EVENT_COLUMNS, positionOf, recordedEvent, type EventRow, type RecordedEvent } from "./recorded-event.js";

const HEAD = `(select horizon from h)::text as horizon, (select next from h)::text as next`;
const AFTER = `(e.xid, e.version, e.id) > ($1::xid8, $2, $3::uuid) and e.xid < (select horizon from h)`;

const everybodysTail = statement(
  "journal.tail",
  `with ${horizonTable("$5")} select ${HEAD}, w.* from (values (1)) one left join lateral (
     select ${EVENT_COLUMNS} from journal.event e where ${AFTER} order by e.xid, e.version, e.id limit $4) w on true`,
);
const tenantsTail = statement(
  "journal.tail_of_tenant",
  `with ${horizonTable("$5")} select ${HEAD}, w.* from (values (1)) one left join lateral (
     select ${EVENT_COLUMNS} from journal.event e
     where e.tenant_id = $6 and ${AFTER} and e.type = any ($7::text[])
     order by e.xid, e.version, e.id limit $4) w on true`,
);
const replayCost = statement(
  "journal.replay_cost",
  `select platform.now() as now,
     (select e.recorded_at from journal.event e
       where e.tenant_id = $1 and e.id = $4 and e.xid = $2::xid8 and e.version = $3) as "recordedAt",
     (select count(*) from (select 1 from journal.event e where e.tenant_id = $1
        and (e.xid, e.version, e.id) > ($2::xid8, $3, $4::uuid) and e.type = any ($5::text[])
        order by e.xid, e.version, e.id limit $6) c) as events`,
);

const endStatement = statement(
  "journal.end",
  `with ${horizonTable("true")} select (select horizon from h)::text as horizon`,
);

/** After everything that can be read now, before everything that cannot yet. */
export async function endOfJournal(database: Database): Promise<Position> {
  const [row] = await database.relay.rows<{ horizon: string }>(endStatement);
  return row === undefined ? BEGINNING : positionBefore(row.horizon);
}

type HeadRow = { readonly horizon: string; readonly next: string } & (EventRow | { readonly id: null });

/** What lies after a position. */
export interface TailPage {
  readonly rows: readonly EventRow[];
  /** Everything up to here was read. */
  readonly end: Position;
  readonly isFull: boolean;
  /** The next transaction id of the server. */
  readonly next: string;
}

export interface TailRequest {
  readonly after: Position;
  readonly limit: number;
  /** Leaves transactions of other databases out of account: see `horizonTable`. */
  readonly exactly: boolean;
  /** Only one tenant's events of these types; everybody's when absent. */
  readonly of?: { readonly tenantId: TenantId; readonly types: readonly EventType[] };
}

export async function readPage(database: Database, { after, limit, exactly, of }: TailRequest): Promise<TailPage> {
  const values: unknown[] = [after.xid, after.version, after.id, limit, exactly];
  const answer =
    of === undefined
      ? await database.relay.rows<HeadRow>(everybodysTail, values)
      : await database.relay.rows<HeadRow>(tenantsTail, [...values, of.tenantId, of.types]);
  const [head] = answer;
  if (head === undefined) throw new Error("the tail answered nothing");
  const rows = answer.filter((row): row is HeadRow & EventRow => row.id !== null);
  const last = rows.at(-1);
  const isFull = last !== undefined && rows.length >= limit;
  const end = isFull ? positionOf(last) : positionBefore(head.horizon);
  return { rows, isFull, next: head.next, end: comparePositions(end, after) > 0 ? end : after };
}

export interface ReplayCost {
  readonly now: Instant;
  /** When the event at the position was recorded; null when there is no such event. */
  readonly recordedAt: Instant | null;
  /** How many events follow it, counted up to the limit. */
  readonly events: number;
}

export interface ReplayCostRequest {
  readonly tenantId: TenantId;
  readonly types: readonly EventType[];
  readonly after: Position;
  readonly limit: number;
}

export async function costOfReplay(database: Database, request: ReplayCostRequest): Promise<ReplayCost> {
  const { tenantId, types, after, limit } = request;
  const values = [tenantId, after.xid, after.version, after.id, types, limit];
  const [cost] = await database.relay.rows<ReplayCost>(replayCost, values);
  if (cost === undefined) throw new Error("the cost of a replay is unknown");
  return cost;
}

export interface ReadTail {
  readonly tenantId: TenantId;
  readonly types: readonly EventType[];
  readonly limit: number;
  /** The cursor after which to begin; the beginning when absent. */
  readonly after?: string;
}

/** The events of one tenant after a cursor, without a gap, on the relay's connections. Throws `BadCursor`, `UnknownContract`. */
export async function readTail(database: Database, request: ReadTail): Promise<RecordedEvent[]> {
  const { tenantId, types, limit } = request;
  const after = request.after === undefined ? BEGINNING : parseCursor(tenantId, request.after);
  const page = await readPage(database, { after, limit, exactly: true, of: { tenantId, types } });
  return page.rows.map(recordedEvent);
}
