import { wall, type Migration } from "@hearken/postgres";

const DUTY_DONE = `create table escalation.duty_done (
  tenant_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  duty text not null,
  -- The day for which it was due: it names the occurrence.
  due_on date not null check (isfinite(due_on)),
  subject_id uuid,
  sections jsonb not null,
  recipients jsonb not null,
  -- What the report says.
  report text check (char_length(report) between 1 and 20000),
  done_at timestamptz not null check (isfinite(done_at)),
  done_by text not null,
  primary key (tenant_id, id)
)`;

/** What organizations did of their periodic duties, with the words of their reports. */
export const createDuty: Migration = {
  id: "20261122T0310-create-duty",
  kind: "expand",
  up: [
    DUTY_DONE,
    `create unique index duty_done_once on escalation.duty_done (tenant_id, organization_id, due_on, duty, subject_id)
       nulls not distinct`,
    ...wall({ table: "escalation.duty_done", organization: "organization_id", privileges: ["select", "insert"] }),
  ],
};
