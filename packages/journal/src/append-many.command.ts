import type { StreamKind } from "@hearken/contracts";
import { formatInstant, type Actor, type StreamId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { asRow, check, conflict, type AppendedEvent } from "./append.command.js";
import type { LockedStream } from "./history.query.js";

const COLUMNS = `select id, version, organization_id as "organizationId", project_id as "projectId"
   from journal.stream where tenant_id = $1 and id = any ($2::uuid[]) order by id for no key update`;

const lockStreams = statement("journal.lock_streams", COLUMNS);
const lockFreeStreams = statement("journal.lock_free_streams", `${COLUMNS} skip locked`);

/**
 * Holds several streams until the unit ends, always in the order of their ids, so that writers of the same streams
 * never wait for each other in a circle. With `skipHeld` those that somebody else holds are left out instead of
 * waited for. Streams that do not exist are not in the answer.
 */
export async function lockMany(
  uow: UnitOfWork,
  streamIds: readonly StreamId[],
  { skipHeld = false }: { readonly skipHeld?: boolean } = {},
): Promise<Map<StreamId, LockedStream>> {
  if (streamIds.length === 0) return new Map();
  const rows = await uow.rows<LockedStream & { readonly id: StreamId }>(skipHeld ? lockFreeStreams : lockStreams, [
    uow.scope.tenantId,
    streamIds,
  ]);
  return new Map(
    rows.map(({ id, version, organizationId, projectId }) => [id, { version, organizationId, projectId }]),
  );
}

/** Events for one of several existing streams of one kind. */
export interface AppendTo {
  readonly streamId: StreamId;
  readonly expected: number;
  readonly events: readonly AppendedEvent[];
}

const appendToStreams = statement(
  "journal.append_to_streams",
  `with wanted as (
     select * from jsonb_to_recordset($4::jsonb) as w(id uuid, expected int8, events int8)
   ), moved as (
     update journal.stream as s set version = s.version + w.events, xid = greatest(s.xid, pg_current_xact_id())
     from wanted w where s.tenant_id = $1 and s.id = w.id and s.kind = $2 and s.version = w.expected
     returning s.id, s.version, w.events, s.xid, s.organization_id, s.project_id
   ), put as (
     insert into journal.event (tenant_id, id, xid, stream_id, version, organization_id, project_id,
       type, contract_version, payload, actor, occurred_at, recorded_at)
     select $1, e.id, m.xid, m.id, m.version - m.events + e.n, m.organization_id, m.project_id,
       e.type, e.contract_version, e.payload, $3::jsonb, e.occurred_at, $6::timestamptz
     from moved m join jsonb_to_recordset($5::jsonb) as e(stream_id uuid, n int8, id uuid, type text,
       contract_version int2, payload jsonb, occurred_at timestamptz) on e.stream_id = m.id)
   select id, version from moved`,
);

/**
 * Adds events to the ends of several streams that exist, in one statement; answers the version of each afterwards.
 * Throws as `append` does, and then the unit of work must be given up.
 */
export async function appendMany(
  uow: UnitOfWork,
  request: { readonly kind: StreamKind; readonly appends: readonly AppendTo[]; readonly actor: Actor },
): Promise<Map<StreamId, number>> {
  const appends = request.appends.filter(({ events }) => events.length > 0);
  if (appends.length === 0) return new Map();
  if (new Set(appends.map(({ streamId }) => streamId)).size < appends.length) throw new Error("a stream twice");
  const rows = appends.flatMap(({ streamId, events }) =>
    events.map((event, index) => ({
      stream_id: streamId,
      ...asRow(check(event, request.kind, uow.now), index),
    })),
  );
  const moved = await uow.rows<{ id: StreamId; version: number }>(appendToStreams, [
    uow.scope.tenantId,
    request.kind,
    JSON.stringify(request.actor),
    JSON.stringify(
      appends.map(({ streamId, expected, events }) => ({ id: streamId, expected, events: events.length })),
    ),
    JSON.stringify(rows),
    formatInstant(uow.now),
  ]);
  const versions = new Map(moved.map(({ id, version }) => [id, version]));
  const missed = appends.find(({ streamId }) => !versions.has(streamId));
  if (missed !== undefined) throw await conflict(uow, missed.streamId, missed.expected);
  return versions;
}
