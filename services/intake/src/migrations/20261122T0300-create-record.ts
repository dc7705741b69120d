import { APP_ROLE, wall, type Migration } from "@hearken/postgres";

const RECORD = `create table intake.record (
  tenant_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  project_id uuid,
  complaint_id uuid not null,
  at timestamptz not null check (isfinite(at)),
  -- One record may be filed in stages: a row each.
  record_id uuid not null,
  form text not null,
  number text check (char_length(number) between 1 and 64),
  -- A list of field, text, code.
  fields jsonb not null check (jsonb_typeof(fields) = 'array'),
  author_kind text not null,
  author_id text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, complaint_id) references intake.complaint (tenant_id, id)
)`;

const NUMBER_SERIES = `create table intake.number_series (
  tenant_id uuid not null,
  organization_id uuid not null,
  -- The regulation, its numbering, and what the numbering counts apart.
  series text not null,
  last int8 not null check (last > 0),
  primary key (tenant_id, organization_id, series)
)`;

/** What people filled in of the forms of regulations, and how far their numbers have come. */
export const createRecord: Migration = {
  id: "20261122T0300-create-record",
  kind: "expand",
  up: [
    RECORD,
    "create index record_of_complaint on intake.record (tenant_id, complaint_id, at, id)",
    ...wall({
      table: "intake.record",
      organization: "organization_id",
      project: "project_id",
      privileges: ["select", "insert"],
    }),
    NUMBER_SERIES,
    // Whoever handles a complaint of one estate draws from the series of its organization.
    ...wall({ table: "intake.number_series", everyone: true, privileges: ["select", "insert"] }),
    `grant update (last) on intake.number_series to ${APP_ROLE}`,
  ],
};
