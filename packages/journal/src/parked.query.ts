import type { EventId, Instant, StreamId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

/** An event that a consumer could not handle, or that waits behind one in its stream. */
export interface ParkedEvent {
  readonly consumer: string;
  readonly eventId: EventId;
  readonly streamId: StreamId;
  readonly version: number;
  readonly type: string;
  /** 0 for an event that only waits. */
  readonly attempts: number;
  readonly error: string;
  readonly parkedAt: Instant;
}

const parkedEvents = statement(
  "journal.parked_events",
  `select p.consumer, p.event_id as "eventId", p.stream_id as "streamId", p.version, e.type, p.attempts, p.error,
     p.parked_at as "parkedAt"
   from journal.parked p join journal.event e on e.tenant_id = p.tenant_id and e.id = p.event_id
   where p.tenant_id = $1 order by p.consumer, p.stream_id, p.version limit $2`,
);

/** The tenant's parked events, each stream's in order; the first 1,000. */
export function parked(uow: UnitOfWork, limit = 1_000): Promise<ParkedEvent[]> {
  return uow.rows<ParkedEvent>(parkedEvents, [uow.scope.tenantId, limit]);
}
