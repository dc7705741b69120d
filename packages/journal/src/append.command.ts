import { contractOf, type EventContract, type NewEvent, type StreamKind } from "@hearken/contracts";
import {
  formatInstant,
  MINUTE,
  newId,
  type Actor,
  type EventId,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type StreamId,
} from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { InvalidEvent, VersionConflict } from "./journal-error.js";
import { cursorOf } from "./position.js";
import type { RecordedEvent } from "./recorded-event.js";

/** Whose history is written. Organization and project never change during a stream's life. */
export interface StreamHead {
  readonly id: StreamId;
  readonly kind: StreamKind;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
}

/** An event to append: `occurredAt` may lie in the past, at most five minutes in the future; default now. */
export type AppendedEvent = NewEvent & { readonly occurredAt?: Instant; readonly id?: EventId };

export interface Append {
  readonly stream: StreamHead;
  /** The version that the decision was taken on; `new` when the stream must not exist, `any` when it does not matter. */
  readonly expected: number | "new" | "any";
  readonly events: readonly AppendedEvent[];
  readonly actor: Actor;
}

export interface Appended {
  /** Of the stream, after these events. */
  readonly version: number;
  readonly events: RecordedEvent[];
}

const SKEW = 5 * MINUTE;
const EARLIEST = Date.UTC(1900, 0, 1);

const MOVED = "returning s.version, s.xid, s.kind, s.organization_id, s.project_id";
const INSERT = `insert into journal.stream as s (tenant_id, id, kind, version, xid, organization_id, project_id)
  values ($1, $2, $3, $4, pg_current_xact_id(), $5, $6)`;

const appendNew = appendStatement("journal.append_new", `${INSERT} on conflict (tenant_id, id) do nothing ${MOVED}`);
const appendAny = appendStatement(
  "journal.append_any",
  `${INSERT} on conflict (tenant_id, id) do update
     set version = s.version + excluded.version, xid = greatest(s.xid, excluded.xid) ${MOVED}`,
);
const appendAt = appendStatement(
  "journal.append_at",
  `update journal.stream as s set version = s.version + $4, xid = greatest(s.xid, pg_current_xact_id())
     where s.tenant_id = $1 and s.id = $2 and s.kind = $3 and s.organization_id = $5
       and s.project_id is not distinct from $6 and s.version = $10 ${MOVED}`,
);
const currentVersion = statement(
  "journal.version_of_stream",
  "select version from journal.stream where tenant_id = $1 and id = $2",
);

function appendStatement(name: string, move: string): ReturnType<typeof statement> {
  return statement(
    name,
    `with moved as (${move}), put as (
       insert into journal.event (tenant_id, id, xid, stream_id, version, organization_id, project_id,
         type, contract_version, payload, actor, occurred_at, recorded_at)
       select $1, e.id, moved.xid, $2, moved.version - $4 + e.n, moved.organization_id, moved.project_id,
         e.type, e.contract_version, e.payload, $7::jsonb, e.occurred_at, $8::timestamptz
       from moved cross join jsonb_to_recordset($9::jsonb)
         as e(n int8, id uuid, type text, contract_version int2, payload jsonb, occurred_at timestamptz))
     select version, xid::text as xid, kind, organization_id, project_id from moved`,
  );
}

interface Moved {
  readonly version: number;
  readonly xid: string;
  readonly kind: StreamKind;
  readonly organization_id: OrganizationId;
  readonly project_id: ProjectId | null;
}

/**
 * Adds events to the end of a stream, in one statement, sent at once (it can travel with other statements of its unit).
 * Throws `VersionConflict` when the stream is not at `expected`, `InvalidEvent` when an event breaks its contract or
 * lies in the future. After either the unit of work must be given up.
 */
export async function append(uow: UnitOfWork, request: Append): Promise<Appended> {
  const { stream, expected, actor } = request;
  const checked = request.events.map((event) => check(event, stream.kind, uow.now));
  if (checked.length === 0) throw new Error("an append without events");
  const values: unknown[] = [
    uow.scope.tenantId,
    stream.id,
    stream.kind,
    checked.length,
    stream.organizationId,
    stream.projectId,
    JSON.stringify(actor),
    formatInstant(uow.now),
    JSON.stringify(checked.map(asRow)),
  ];
  const isNew = expected === "new" || expected === 0;
  const moved = isNew
    ? await uow.one<Moved>(appendNew, values)
    : expected === "any"
      ? await uow.one<Moved>(appendAny, values)
      : await uow.one<Moved>(appendAt, [...values, expected]);
  if (moved === undefined) throw await conflict(uow, stream.id, expected);
  assertSame(stream, moved);
  return {
    version: moved.version,
    events: checked.map((event, index) => recorded(uow, { request, moved, event, index })),
  };
}

export interface Checked {
  readonly id: EventId;
  readonly event: NewEvent;
  readonly contract: EventContract;
  readonly occurredAt: Instant;
}

export function check(event: AppendedEvent, kind: StreamKind, now: Instant): Checked {
  const contract = contractOf(event.type);
  if (contract === undefined) throw new InvalidEvent(event.type, "no such type");
  if (contract.stream !== kind) throw new InvalidEvent(event.type, `it belongs to a stream of kind ${contract.stream}`);
  const payload = contract.schema.safeParse(event.payload);
  if (!payload.success) throw new InvalidEvent(event.type, payload.error.message);
  const occurredAt = event.occurredAt ?? now;
  if (!Number.isSafeInteger(occurredAt) || occurredAt < EARLIEST) throw new InvalidEvent(event.type, "no such instant");
  if (occurredAt > now + SKEW) throw new InvalidEvent(event.type, "it would have happened in the future");
  return { id: event.id ?? newId<"Event">(), event, contract, occurredAt };
}

export function asRow({ id, event, contract, occurredAt }: Checked, index: number): object {
  return {
    n: index + 1,
    id,
    type: event.type,
    contract_version: contract.version,
    payload: event.payload,
    occurred_at: formatInstant(occurredAt),
  };
}

/** Why a stream did not move: it is at another version, or (a defect) it is someone else's. */
export async function conflict(uow: UnitOfWork, id: StreamId, expected: Append["expected"]): Promise<Error> {
  const found = await uow.one<{ version: number }>(currentVersion, [uow.scope.tenantId, id]);
  if (found?.version === expected) return new Error(`stream ${id} is owned by someone else`);
  return new VersionConflict(id, expected, found?.version ?? 0);
}

function assertSame(stream: StreamHead, moved: Moved): void {
  const same =
    stream.kind === moved.kind &&
    stream.organizationId === moved.organization_id &&
    stream.projectId === moved.project_id;
  if (!same) throw new Error(`stream ${stream.id} is owned by someone else`);
}

interface Written {
  readonly request: Append;
  readonly moved: Moved;
  readonly event: Checked;
  readonly index: number;
}

function recorded(uow: UnitOfWork, { request, moved, event, index }: Written): RecordedEvent {
  const { tenantId } = uow.scope;
  const version = moved.version - request.events.length + index + 1;
  return {
    id: event.id,
    tenantId,
    streamId: request.stream.id,
    version,
    organizationId: moved.organization_id,
    projectId: moved.project_id,
    type: event.event.type,
    contractVersion: event.contract.version,
    payload: event.event.payload,
    actor: request.actor,
    occurredAt: event.occurredAt,
    recordedAt: uow.now,
    cursor: cursorOf(tenantId, { xid: moved.xid, version, id: event.id }),
    // `check` has accepted the payload by the contract of this type.
  } as RecordedEvent;
}
