import { APP_ROLE, wall, type Migration } from "@hearken/postgres";

const PLACE = `tenant_id uuid not null,
  complaint_id uuid not null,
  organization_id uuid not null,
  project_id uuid,`;

const SHARED = `sharing text not null check (sharing in ('identified', 'redacted')),
  consent_medium text,
  consent_given_at timestamptz check (isfinite(consent_given_at)),
  check ((consent_medium is null) = (consent_given_at is null)),
  check (sharing = 'redacted' or consent_medium is not null)`;

const HAND_OVER = `create table intake.hand_over (
  ${PLACE}
  id uuid not null,
  at timestamptz not null check (isfinite(at)),
  to_organization_id uuid not null,
  to_project_id uuid,
  channel text,
  consent_note text check (char_length(consent_note) between 1 and 1000),
  reason text not null check (char_length(reason) between 1 and 5000),
  -- What becomes of it.
  status text not null check (status in ('offered', 'taken', 'declined', 'failed', 'answered')),
  outcome text check (outcome in ('reported', 'declined', 'finished', 'closed', 'withdrawn')),
  failure text check (failure in ('suspended', 'unregulated', 'withdrawn', 'refused')),
  failure_clause text,
  answer text check (char_length(answer) between 1 and 20000),
  answered_at timestamptz check (isfinite(answered_at)),
  ${SHARED},
  check ((status = 'failed') = (failure is not null)),
  check ((status in ('declined', 'answered')) = (outcome is not null)),
  check ((status in ('offered', 'taken')) = (answered_at is null)),
  primary key (tenant_id, id),
  foreign key (tenant_id, complaint_id) references intake.complaint (tenant_id, id)
)`;
const BECOMING = ["status", "outcome", "failure", "failure_clause", "answer", "answered_at"];

const TAKEN_OVER = `create table intake.taken_over (
  ${PLACE}
  hand_over_id uuid not null,
  at timestamptz not null check (isfinite(at)),
  from_organization_id uuid not null,
  -- Every organization through which it came, the giver last.
  passed_through uuid[] not null,
  given_channel text not null,
  given_category text,
  given_matter text,
  ${SHARED},
  primary key (tenant_id, complaint_id),
  unique (tenant_id, hand_over_id),
  foreign key (tenant_id, complaint_id) references intake.complaint (tenant_id, id)
)`;

const HANDED_ENTRY = `create table intake.handed_entry (
  ${PLACE}
  -- Of the giver's history.
  version integer not null check (version > 0),
  type text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  posts text[] not null,
  payload jsonb not null,
  primary key (tenant_id, complaint_id, version),
  foreign key (tenant_id, complaint_id) references intake.taken_over (tenant_id, complaint_id)
)`;

const OWNED = { organization: "organization_id", project: "project_id", privileges: ["select", "insert"] as const };

/** Hand-overs in the giver's place; where a complaint came from, and its history until then, in the recipient's. */
export const createHandOver: Migration = {
  id: "20261128T1830-create-hand-over",
  kind: "expand",
  up: [
    HAND_OVER,
    "create index hand_over_of_complaint on intake.hand_over (tenant_id, complaint_id, at, id)",
    ...wall({ table: "intake.hand_over", ...OWNED }),
    `grant update (${BECOMING.join(", ")}) on intake.hand_over to ${APP_ROLE}`,
    TAKEN_OVER,
    ...wall({ table: "intake.taken_over", ...OWNED }),
    HANDED_ENTRY,
    ...wall({ table: "intake.handed_entry", ...OWNED }),
  ],
};
