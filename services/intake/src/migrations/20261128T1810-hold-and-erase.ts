import { APP_ROLE, wall, type Migration } from "@hearken/postgres";

const ERASURE_DUE = `create table intake.erasure_due (
  tenant_id uuid not null,
  complainant_id uuid not null,
  organization_id uuid not null,
  project_id uuid,
  -- When it is looked at again whether the time to keep their data has passed.
  look_at timestamptz not null check (isfinite(look_at)),
  primary key (tenant_id, complainant_id),
  foreign key (tenant_id, complainant_id) references intake.complainant (tenant_id, id)
)`;

const REVEAL_COUNT = `create table intake.reveal_count (
  tenant_id uuid not null,
  actor_id text not null,
  hour timestamptz not null check (isfinite(hour)),
  count integer not null check (count > 0),
  primary key (tenant_id, actor_id)
)`;

/** Legal holds, whose data is looked at when, and how often an actor saw somebody's data within an hour. */
export const holdAndErase: Migration = {
  id: "20261128T1810-hold-and-erase",
  kind: "expand",
  up: [
    "alter table intake.complaint add column legal_hold boolean not null default false",
    `grant update (legal_hold) on intake.complaint to ${APP_ROLE}`,
    ERASURE_DUE,
    "create index erasure_due_in_time on intake.erasure_due (look_at)",
    "create index erasure_due_of_tenant on intake.erasure_due (tenant_id, look_at)",
    ...wall({
      table: "intake.erasure_due",
      organization: "organization_id",
      project: "project_id",
      relay: "select",
    }),
    REVEAL_COUNT,
    ...wall({ table: "intake.reveal_count", everyone: true, privileges: ["select", "insert", "update"] }),
  ],
};
