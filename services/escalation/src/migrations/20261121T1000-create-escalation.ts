import { wall, type Migration } from "@hearken/postgres";

const PLACE = `tenant_id uuid not null,
  complaint_id uuid not null,
  organization_id uuid not null,
  project_id uuid,
  regulation text not null,
  regulation_version int4 not null`;

const STANDING = `create table escalation.standing (
  ${PLACE},
  -- Of the journal's stream, when it was evaluated: another version there means that this row is outdated.
  version int8 not null,
  status text not null,
  validity text not null,
  level text,
  level_clause text,
  level_since timestamptz check (isfinite(level_since)),
  because jsonb not null,
  evaluated_at timestamptz not null check (isfinite(evaluated_at)),
  next_change_at timestamptz check (isfinite(next_change_at)),
  unreckoned_years int4[] not null,
  -- Why it could not be evaluated; then it waits for an operator.
  fault text,
  primary key (tenant_id, complaint_id),
  check (fault is null or next_change_at is null)
)`;

const OBLIGATION = `create table escalation.obligation (
  ${PLACE},
  id uuid not null,
  key text not null,
  code text not null,
  clauses text[] not null,
  kind text not null check (kind in ('task', 'bulletin', 'report', 'followup')),
  owner text not null,
  status text not null check (status in ('open', 'met', 'met_late', 'breached', 'waived', 'void')),
  opened_at timestamptz not null check (isfinite(opened_at)),
  counts_from timestamptz not null check (isfinite(counts_from)),
  due_at timestamptz check (isfinite(due_at)),
  warn_at timestamptz check (isfinite(warn_at)),
  warned bool not null,
  settled_at timestamptz,
  breached_at timestamptz,
  met_at timestamptz,
  met_by text,
  paused_ms int8 not null,
  pauses jsonb not null,
  bulletin jsonb,
  unreckoned_year int4,
  -- Its place in lists: what has no due time comes last.
  sort_at timestamptz not null generated always as (coalesce(due_at, timestamptz '2200-12-31 00:00:00+00')) stored,
  primary key (tenant_id, complaint_id, key),
  unique (tenant_id, id)
)`;

const LEVEL_CHANGE = `create table escalation.level_change (
  ${PLACE},
  number int4 not null,
  at timestamptz not null check (isfinite(at)),
  from_level text,
  to_level text not null,
  clause text not null,
  because jsonb not null,
  primary key (tenant_id, complaint_id, number)
)`;

const RUNG = `create table escalation.escalation (
  ${PLACE},
  id uuid not null,
  rung int4 not null,
  from_post text,
  to_post text not null,
  at timestamptz not null check (isfinite(at)),
  clause text not null,
  cause text not null,
  primary key (tenant_id, complaint_id, id)
)`;

const NOTICE = `create table escalation.notice (
  ${PLACE},
  id uuid not null,
  key text not null,
  code text not null,
  clause text not null,
  recipients text[] not null,
  at timestamptz not null check (isfinite(at)),
  primary key (tenant_id, complaint_id, id)
)`;

const BULLETIN = `create table escalation.bulletin (
  ${PLACE},
  id uuid not null,
  key text not null,
  kind text not null,
  clause text not null,
  recipients text[] not null,
  demanded text[] not null,
  status text not null check (status in ('open', 'issued', 'withdrawn')),
  opened_at timestamptz not null check (isfinite(opened_at)),
  issued_at timestamptz,
  issued_by text,
  -- What was written when it was issued; never in the journal.
  sections jsonb not null default '[]',
  primary key (tenant_id, id),
  unique (tenant_id, complaint_id, key)
)`;

/** One index for each shape of reach. A list of several states or places is merged from one ordered walk of each. */
function listIndexes(table: string, order: string): string[] {
  return [
    `create index ${table}_of_tenant on escalation.${table} (tenant_id, ${order})`,
    `create index ${table}_of_organization on escalation.${table} (tenant_id, organization_id, ${order})`,
    `create index ${table}_of_project on escalation.${table} (tenant_id, project_id, ${order})`,
  ];
}

const OWNED = { organization: "organization_id", project: "project_id" };

/** Projections of standings; see the README for what each is. They can be rebuilt from the journal, bulletins' texts excepted. */
export const createEscalation: Migration = {
  id: "20261121T1000-create-escalation",
  kind: "expand",
  up: [
    "create schema if not exists escalation",
    STANDING,
    OBLIGATION,
    LEVEL_CHANGE,
    RUNG,
    NOTICE,
    BULLETIN,
    // The first for the relay, which looks for the next instant of all; the second for one tenant's claim.
    "create index standing_due on escalation.standing (next_change_at, tenant_id) where next_change_at is not null",
    "create index standing_due_of_tenant on escalation.standing (tenant_id, next_change_at) where next_change_at is not null",
    ...listIndexes("obligation", "status, sort_at, id"),
    ...listIndexes("bulletin", "status, opened_at, id"),
    ...listIndexes("notice", "at, id"),
    ...wall({ table: "escalation.standing", ...OWNED, relay: "select" }),
    ...["obligation", "level_change", "escalation", "notice", "bulletin"].flatMap((table) =>
      wall({ table: `escalation.${table}`, ...OWNED }),
    ),
  ],
};
