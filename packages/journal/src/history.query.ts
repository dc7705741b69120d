import type { EventType } from "@hearken/contracts";
import type { OrganizationId, ProjectId, StreamId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { BEGINNING, parseCursor } from "./position.js";
import { EVENT_COLUMNS, recordedEvent, type EventRow, type RecordedEvent } from "./recorded-event.js";
import { horizonTable } from "./horizon.js";

const lockStream = statement(
  "journal.lock_stream",
  `select version, organization_id as "organizationId", project_id as "projectId"
   from journal.stream where tenant_id = $1 and id = $2 for no key update`,
);
const historyOfStream = statement(
  "journal.history_of_stream",
  `select ${EVENT_COLUMNS} from journal.event e where e.tenant_id = $1 and e.stream_id = $2 order by e.version`,
);
const historyOfStreams = statement(
  "journal.history_of_streams",
  `select ${EVENT_COLUMNS} from journal.event e
   where e.tenant_id = $1 and e.stream_id = any ($2::uuid[]) order by e.stream_id, e.version`,
);
const timelinePage = statement(
  "journal.timeline_page",
  `select ${EVENT_COLUMNS} from journal.event e
   where e.tenant_id = $1 and e.stream_id = $2 and e.version > $3 order by e.version limit $4`,
);
const eventsAfterCursor = statement(
  "journal.events_after_cursor",
  `with ${horizonTable("true")}
   select ${EVENT_COLUMNS} from journal.event e
   where e.tenant_id = $1 and (e.xid, e.version, e.id) > ($2::xid8, $3, $4::uuid)
     and e.xid < (select horizon from h) and e.type = any ($5::text[])
   order by e.xid, e.version, e.id limit $6`,
);

/** What a writer of one stream knows once it is its turn. */
export interface LockedStream {
  readonly version: number;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
}

/** Waits for the other writers of this stream and holds it until the unit ends; `undefined` when there is no such stream. */
export function lock(uow: UnitOfWork, streamId: StreamId): Promise<LockedStream | undefined> {
  return uow.one<LockedStream>(lockStream, [uow.scope.tenantId, streamId]);
}

/** All events of one stream, in order. Throws `UnknownContract` when one of them cannot be read. */
export async function history(uow: UnitOfWork, streamId: StreamId): Promise<RecordedEvent[]> {
  return (await uow.rows<EventRow>(historyOfStream, [uow.scope.tenantId, streamId])).map(recordedEvent);
}

/** The histories of several streams; a stream without events has an empty one. Throws `UnknownContract`. */
export async function histories(
  uow: UnitOfWork,
  streamIds: readonly StreamId[],
): Promise<Map<StreamId, RecordedEvent[]>> {
  const found = new Map<StreamId, RecordedEvent[]>(streamIds.map((id) => [id, []]));
  if (found.size === 0) return found;
  for (const row of await uow.rows<EventRow>(historyOfStreams, [uow.scope.tenantId, [...found.keys()]])) {
    found.get(row.stream_id)?.push(recordedEvent(row));
  }
  return found;
}

export interface TimelinePage {
  readonly streamId: StreamId;
  /** How many at most: 1–100 in the public API. */
  readonly first: number;
  /** The version after which the page begins; the beginning when absent. */
  readonly afterVersion?: number;
}

/** One page of a stream's events, oldest first. Ask for one more than shown to know whether there is a next page. */
export async function timeline(uow: UnitOfWork, page: TimelinePage): Promise<RecordedEvent[]> {
  const values = [uow.scope.tenantId, page.streamId, page.afterVersion ?? 0, page.first];
  return (await uow.rows<EventRow>(timelinePage, values)).map(recordedEvent);
}

export interface Replay {
  readonly types: readonly EventType[];
  readonly limit: number;
  /** The cursor after which to begin; the beginning when absent. */
  readonly after?: string;
}

/**
 * What happened in the unit's scope after a cursor, in the public order and without a gap: events of transactions that
 * may still be overtaken are left for the next call. Throws `BadCursor` and `UnknownContract`.
 */
export async function replayOf(uow: UnitOfWork, { types, limit, after }: Replay): Promise<RecordedEvent[]> {
  const { tenantId } = uow.scope;
  const from = after === undefined ? BEGINNING : parseCursor(tenantId, after);
  const values = [tenantId, from.xid, from.version, from.id, types, limit];
  return (await uow.rows<EventRow>(eventsAfterCursor, values)).map(recordedEvent);
}
