import type { StreamKind } from "@hearken/contracts";
import { formatInstant, type Actor, type StreamId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { asRow, check, conflict, type AppendedEvent, type StreamHead } from "./append.command.js";

/** A history that begins with these events, one at least. */
export interface Beginning {
  readonly stream: Omit<StreamHead, "kind">;
  readonly events: readonly AppendedEvent[];
}

const beginStreams = statement(
  "journal.begin_streams",
  `with begun as (
     insert into journal.stream (tenant_id, id, kind, version, xid, organization_id, project_id)
     select $1, w.id, $2, w.events, pg_current_xact_id(), w.organization_id, w.project_id
     from jsonb_to_recordset($4::jsonb) as w(id uuid, events int8, organization_id uuid, project_id uuid)
     on conflict (tenant_id, id) do nothing
     returning id, xid, organization_id, project_id
   ), put as (
     insert into journal.event (tenant_id, id, xid, stream_id, version, organization_id, project_id,
       type, contract_version, payload, actor, occurred_at, recorded_at)
     select $1, e.id, b.xid, b.id, e.n, b.organization_id, b.project_id,
       e.type, e.contract_version, e.payload, $3::jsonb, e.occurred_at, $6::timestamptz
     from begun b join jsonb_to_recordset($5::jsonb) as e(stream_id uuid, n int8, id uuid, type text,
       contract_version int2, payload jsonb, occurred_at timestamptz) on e.stream_id = b.id)
   select id from begun`,
);

/**
 * Begins several streams of one kind, in one statement.
 * Throws as `append` does when one of them is there already or an event breaks its contract; then the unit of work must be
 * given up.
 */
export async function beginMany(
  uow: UnitOfWork,
  request: { readonly kind: StreamKind; readonly beginnings: readonly Beginning[]; readonly actor: Actor },
): Promise<void> {
  const { kind, beginnings, actor } = request;
  if (beginnings.length === 0) return;
  const events = beginnings.flatMap(({ stream, events }) =>
    events.map((event, index) => ({ stream_id: stream.id, ...asRow(check(event, kind, uow.now), index) })),
  );
  const streams = beginnings.map(({ stream, events }) => ({
    id: stream.id,
    events: events.length,
    organization_id: stream.organizationId,
    project_id: stream.projectId,
  }));
  const begun = await uow.rows<{ id: StreamId }>(beginStreams, [
    uow.scope.tenantId,
    kind,
    JSON.stringify(actor),
    JSON.stringify(streams),
    JSON.stringify(events),
    formatInstant(uow.now),
  ]);
  if (begun.length === beginnings.length) return;
  const ids = new Set(begun.map(({ id }) => id));
  const missed = beginnings.find(({ stream }) => !ids.has(stream.id));
  throw missed === undefined ? new Error("a stream twice") : await conflict(uow, missed.stream.id, "new");
}
