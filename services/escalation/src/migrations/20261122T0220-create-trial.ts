import { wall, type Migration } from "@hearken/postgres";

const TRIAL = `create table escalation.trial (
  tenant_id uuid not null,
  id uuid not null,
  -- Null: of the whole tenant, and for those alone who reach all of it.
  organization_id uuid,
  -- The complaints received in a period, or those that are open.
  complaints text not null check (complaints in ('received', 'open')),
  from_at timestamptz check (isfinite(from_at)),
  to_at timestamptz check (isfinite(to_at)),
  -- The day on which the adoption would begin, where one is looked at before it is made.
  effective_from date,
  regulation text not null,
  regulation_version int4 not null,
  readings jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  -- Everything is evaluated for this instant.
  asked_at timestamptz not null check (isfinite(asked_at)),
  asked_by text not null,
  finished_at timestamptz check (isfinite(finished_at)),
  -- How many complaints there are; null until they are counted.
  total int4,
  done int4 not null default 0,
  differing int4 not null default 0,
  -- The last complaint that was looked at, in the order of the walk.
  after_at timestamptz,
  after_id uuid,
  tally jsonb not null,
  fault text,
  primary key (tenant_id, id),
  check ((complaints = 'received') = (from_at is not null and to_at is not null)),
  check ((complaints = 'open') = (effective_from is not null))
)`;

const DIFFERENCE = `create table escalation.trial_difference (
  tenant_id uuid not null,
  trial_id uuid not null,
  complaint_id uuid not null,
  organization_id uuid not null,
  project_id uuid,
  received_at timestamptz not null check (isfinite(received_at)),
  regulation text not null,
  regulation_version int4 not null,
  own jsonb not null,
  tried jsonb not null,
  primary key (tenant_id, trial_id, received_at, complaint_id)
)`;

/** What complaints would have come to under another regulation: asked for, worked through page by page, and found. */
export const createTrial: Migration = {
  id: "20261122T0220-create-trial",
  kind: "expand",
  up: [
    TRIAL,
    DIFFERENCE,
    "create index trial_unfinished on escalation.trial (asked_at, tenant_id, id) where state in ('waiting', 'running')",
    ...wall({ table: "escalation.trial", organization: "organization_id", relay: "select" }),
    ...wall({ table: "escalation.trial_difference", organization: "organization_id", project: "project_id" }),
  ],
};
