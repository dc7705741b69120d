import { contractOf, type EventType, type Payload } from "@hearken/contracts";
import type { Actor, EventId, Instant, OrganizationId, ProjectId, StreamId, TenantId } from "@hearken/kernel";
import { UnknownContract } from "./journal-error.js";
import { cursorOf, type Position } from "./position.js";

/** An event as the journal keeps it. */
export type RecordedEvent<T extends EventType = EventType> = { [K in T]: Recorded<K> }[T];

interface Recorded<T extends EventType> {
  readonly id: EventId;
  readonly tenantId: TenantId;
  readonly streamId: StreamId;
  /** Its place in its stream: 1, 2, 3 … without a hole. */
  readonly version: number;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly type: T;
  readonly contractVersion: number;
  readonly payload: Payload<T>;
  readonly actor: Actor;
  /** When it happened; a late fact says an earlier instant than `recordedAt`. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** Its place among all events of its tenant; opaque. */
  readonly cursor: string;
}

/** The columns of `journal.event` as a statement gives them; see `EVENT_COLUMNS`. */
export interface EventRow {
  readonly xid: string;
  readonly id: EventId;
  readonly tenant_id: TenantId;
  readonly stream_id: StreamId;
  readonly version: number;
  readonly organization_id: OrganizationId;
  readonly project_id: ProjectId | null;
  readonly type: string;
  readonly contract_version: number;
  readonly payload: unknown;
  readonly actor: Actor;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
}

/** What a statement selects so that its rows are `EventRow`s; the table's alias is `e`. */
export const EVENT_COLUMNS = `e.xid::text as xid, e.id, e.tenant_id, e.stream_id, e.version::int4 as version,
  e.organization_id, e.project_id, e.type, e.contract_version, e.payload, e.actor, e.occurred_at, e.recorded_at`;

export function positionOf(row: EventRow): Position {
  return { xid: row.xid, version: row.version, id: row.id };
}

/** The event that a row keeps. Throws `UnknownContract` when no contract of this program reads it. */
export function recordedEvent(row: EventRow): RecordedEvent {
  const contract = contractOf(row.type);
  if (contract === undefined) throw unreadable(row, "no such type");
  if (contract.version !== row.contract_version) throw unreadable(row, `version ${contract.version} is known`);
  const checked = contract.schema.safeParse(row.payload);
  if (!checked.success) throw unreadable(row, checked.error.message);
  return {
    id: row.id,
    tenantId: row.tenant_id,
    streamId: row.stream_id,
    version: row.version,
    organizationId: row.organization_id,
    projectId: row.project_id,
    type: row.type,
    contractVersion: row.contract_version,
    payload: checked.data,
    actor: row.actor,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    cursor: cursorOf(row.tenant_id, positionOf(row)),
    // The contract of `type` has just accepted `payload`: the pair is one member of the union.
  } as RecordedEvent;
}

function unreadable(row: EventRow, reason: string): UnknownContract {
  return new UnknownContract(row.id, row.type, row.contract_version, reason);
}
