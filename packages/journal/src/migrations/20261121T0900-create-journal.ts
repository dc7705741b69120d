import { APP_ROLE, RELAY_ROLE, wall, type Migration } from "@hearken/postgres";

const STREAM = `create table journal.stream (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('complaint', 'organization')),
  version int8 not null check (version > 0),
  -- The greatest xid among its events: events of one stream are read in the order of their versions.
  xid xid8 not null,
  organization_id uuid not null,
  project_id uuid,
  primary key (tenant_id, id)
)`;

const EVENT = `create table journal.event (
  tenant_id uuid not null,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  stream_id uuid not null,
  version int8 not null check (version > 0),
  organization_id uuid not null,
  project_id uuid,
  type text not null,
  contract_version int2 not null,
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  actor jsonb not null,
  occurred_at timestamptz not null check (isfinite(occurred_at)),
  recorded_at timestamptz not null check (isfinite(recorded_at)),
  primary key (tenant_id, id),
  unique (tenant_id, stream_id, version),
  foreign key (tenant_id, stream_id) references journal.stream (tenant_id, id)
)`;

const CHECKPOINT = `create table journal.checkpoint (
  consumer text not null,
  partition int2 not null,
  xid xid8 not null,
  version int8 not null,
  id uuid not null,
  -- Grows with every move: whoever read an older one has lost the partition.
  revision int8 not null,
  primary key (consumer, partition)
)`;

const PROGRESS = `create table journal.progress (
  tenant_id uuid not null,
  consumer text not null,
  partition int2 not null,
  xid xid8 not null,
  version int8 not null,
  id uuid not null,
  primary key (tenant_id, consumer, partition)
)`;

const PARKED = `create table journal.parked (
  tenant_id uuid not null,
  consumer text not null,
  event_id uuid not null,
  stream_id uuid not null,
  -- Of the event in its stream: parked events are replayed in this order.
  version int8 not null,
  attempts int4 not null,
  error text not null,
  parked_at timestamptz not null,
  primary key (tenant_id, consumer, event_id),
  unique (tenant_id, consumer, stream_id, version),
  foreign key (tenant_id, event_id) references journal.event (tenant_id, id)
)`;

const SEAL = `create table journal.seal (
  tenant_id uuid not null,
  number int8 not null check (number > 0),
  from_xid xid8 not null,
  from_version int8 not null,
  from_id uuid not null,
  to_xid xid8 not null,
  to_version int8 not null,
  to_id uuid not null,
  events int4 not null check (events > 0),
  -- 48 bytes an event, in order: its id and the SHA-256 of its canonical encoding. Names the bad row.
  entries bytea not null,
  digest bytea not null,
  previous bytea not null,
  sealed_at timestamptz not null,
  primary key (tenant_id, number)
)`;

const OWNED = { organization: "organization_id", project: "project_id" };
const ROLES = `${APP_ROLE}, ${RELAY_ROLE}`;

/** Stream, event, checkpoint, progress, parked, seal; see the README for what each is. */
export const createJournal: Migration = {
  id: "20261121T0900-create-journal",
  kind: "expand",
  up: [
    "create schema if not exists journal",
    `grant usage on schema journal to ${ROLES}`,
    STREAM,
    EVENT,
    "create index event_in_order on journal.event (xid, version, id)",
    "create index event_of_tenant_in_order on journal.event (tenant_id, xid, version, id)",
    CHECKPOINT,
    `grant select on journal.checkpoint to ${ROLES}`,
    `grant insert, update on journal.checkpoint to ${APP_ROLE}`,
    PROGRESS,
    PARKED,
    SEAL,
    ...wall({ table: "journal.stream", ...OWNED, relay: "select", privileges: ["select", "insert", "update"] }),
    ...wall({ table: "journal.event", ...OWNED, relay: "select", privileges: ["select", "insert"] }),
    ...wall({ table: "journal.progress", relay: "select", privileges: ["select", "insert", "update"] }),
    ...wall({ table: "journal.parked", relay: "select" }),
    ...wall({ table: "journal.seal", relay: "select", privileges: ["select", "insert"] }),
  ],
};
