import { wall, type Migration } from "@hearken/postgres";

const PLACE = `organization_id uuid not null,
  -- Null: of any project of the organization, or of none.
  project_id uuid,`;

const IMPORT = `create table intake.complaint_import (
  tenant_id uuid not null,
  id uuid not null,
  ${PLACE}
  format text not null check (format in ('csv', 'xlsx', 'jsonl')),
  source text not null check (char_length(source) between 1 and 100),
  -- What was said of headings: a list of heading, field.
  columns jsonb not null check (jsonb_typeof(columns) = 'array'),
  received_by text check (received_by in ('centre', 'specialist', 'employee')),
  total_parts int4 not null check (total_parts > 0),
  state text not null check (state in ('open', 'waiting', 'running', 'stopped', 'done', 'failed', 'cancelled', 'expired')),
  is_dry_run boolean not null,
  opened_at timestamptz not null check (isfinite(opened_at)),
  started_at timestamptz check (isfinite(started_at)),
  finished_at timestamptz check (isfinite(finished_at)),
  started_by text,
  started_by_kind text check (started_by_kind in ('staff', 'client', 'system')),
  -- Counts the starts: rows of the report say of which they are.
  run int4 not null,
  -- Null until the file was read.
  total int4,
  batches int4,
  batches_done int4 not null,
  done int4 not null,
  valid int4 not null,
  filed int4 not null,
  already_there int4 not null,
  refused int4 not null,
  fault jsonb,
  -- When what was uploaded is deleted at the latest; null once it is.
  kept_until timestamptz check (isfinite(kept_until)),
  primary key (tenant_id, id)
)`;

const PART = `create table intake.import_part (
  tenant_id uuid not null,
  import_id uuid not null,
  part int4 not null check (part > 0),
  ${PLACE}
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes int4 not null check (size_bytes > 0),
  -- A piece of the file, which holds what people said and who they are.
  sealed bytea not null,
  primary key (tenant_id, import_id, part),
  foreign key (tenant_id, import_id) references intake.complaint_import (tenant_id, id)
)`;

const BATCH = `create table intake.import_batch (
  tenant_id uuid not null,
  import_id uuid not null,
  batch int4 not null check (batch > 0),
  ${PLACE}
  -- So many rows of the file, by their fields.
  sealed bytea not null,
  primary key (tenant_id, import_id, batch),
  foreign key (tenant_id, import_id) references intake.complaint_import (tenant_id, id)
)`;

const ROW = `create table intake.import_row (
  tenant_id uuid not null,
  import_id uuid not null,
  run int4 not null,
  row int4 not null check (row > 0),
  ${PLACE}
  outcome text not null check (outcome in ('valid', 'filed', 'already_there', 'refused')),
  -- A list of code, field, message, clause: nothing of what the row says.
  problems jsonb not null check (jsonb_typeof(problems) = 'array'),
  complaint_id uuid,
  primary key (tenant_id, import_id, run, row),
  foreign key (tenant_id, import_id) references intake.complaint_import (tenant_id, id)
)`;

const OWNED = { organization: "organization_id", project: "project_id" };

/** Files of complaints: uploaded in parts, filed in batches, reported row by row. */
export const createImport: Migration = {
  id: "20261128T1850-create-import",
  kind: "expand",
  up: [
    IMPORT,
    `create index import_under_way on intake.complaint_import (tenant_id, organization_id, started_at, id)
       where state in ('waiting', 'running')`,
    "create index import_kept on intake.complaint_import (kept_until) where kept_until is not null",
    ...wall({
      table: "intake.complaint_import",
      ...OWNED,
      relay: "select",
      privileges: ["select", "insert", "update"],
    }),
    PART,
    ...wall({ table: "intake.import_part", ...OWNED, privileges: ["select", "insert", "delete"] }),
    BATCH,
    ...wall({ table: "intake.import_batch", ...OWNED, privileges: ["select", "insert", "delete"] }),
    ROW,
    "create index import_row_of_outcome on intake.import_row (tenant_id, import_id, run, outcome, row)",
    ...wall({ table: "intake.import_row", ...OWNED, privileges: ["select", "insert", "delete"] }),
  ],
};
