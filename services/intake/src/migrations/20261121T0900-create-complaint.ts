import { APP_ROLE, wall, type Migration } from "@hearken/postgres";

const SITE = `tenant_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  project_id uuid,`;

const OF_COMPLAINT = `${SITE}
  complaint_id uuid not null,
  at timestamptz not null check (isfinite(at)),`;

const KEYS = `primary key (tenant_id, id),
  foreign key (tenant_id, complaint_id) references intake.complaint (tenant_id, id)`;

const COMPLAINT = `create table intake.complaint (
  ${SITE}
  number text not null check (char_length(number) between 15 and 20),
  unit_id uuid,
  channel text not null,
  category text,
  matter text,
  nature text not null check (nature in ('grievance', 'expectation', 'enquiry')),
  customer_type text,
  subject text not null check (char_length(subject) between 1 and 200),
  text text not null check (char_length(text) between 1 and 20000),
  received_at timestamptz not null check (isfinite(received_at)),
  call_ended_at timestamptz check (isfinite(call_ended_at)),
  posted_at timestamptz check (isfinite(posted_at)),
  received_by text not null check (received_by in ('centre', 'specialist', 'employee')),
  status text not null check (status in ('open', 'finished', 'closed', 'withdrawn')),
  validity text not null check (validity in ('undetermined', 'questioned', 'referred', 'valid', 'invalid')),
  suspended boolean not null,
  promised_on date check (isfinite(promised_on)),
  lead text,
  regulation text not null,
  regulation_version integer not null check (regulation_version > 0),
  previous_id uuid,
  source text,
  source_ref text,
  -- The greatest count of a recurrence that its stream was told.
  recurrent_complainants integer not null default 0,
  version int8 not null check (version > 0),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, previous_id) references intake.complaint (tenant_id, id),
  check ((source is null) = (source_ref is null)),
  check (matter is null or category is not null)
)`;

/** What may change; the original subject and text never do. Source: LG-5.2.1. */
const CHANGING = ["category", "matter", "status", "validity", "suspended", "promised_on", "lead", "previous_id"];
const WRITTEN_BESIDE = ["recurrent_complainants", "version"];

const COMPLAINANT = `create table intake.complainant (
  ${SITE}
  name text not null check (char_length(name) between 1 and 100),
  phone text check (char_length(phone) <= 30),
  -- A pseudonym, or the person's id in another system.
  reference text check (char_length(reference) between 1 and 200),
  customer_type text,
  primary key (tenant_id, id)
)`;

const COMPLAINT_COMPLAINANT = `create table intake.complaint_complainant (
  tenant_id uuid not null,
  complaint_id uuid not null,
  complainant_id uuid not null,
  organization_id uuid not null,
  project_id uuid,
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (tenant_id, complaint_id, complainant_id),
  foreign key (tenant_id, complaint_id) references intake.complaint (tenant_id, id),
  foreign key (tenant_id, complainant_id) references intake.complainant (tenant_id, id)
)`;

const WORDS = `create table intake.words (
  ${OF_COMPLAINT}
  kind text not null,
  -- What it answers, where it answers something.
  about_id uuid,
  text text not null check (char_length(text) between 1 and 20000),
  author_kind text not null,
  author_id text not null,
  ${KEYS}
)`;

const REPLY = `create table intake.reply (
  ${OF_COMPLAINT}
  kind text not null,
  public boolean not null,
  text text not null check (char_length(text) between 1 and 20000),
  ${KEYS}
)`;

const CONTACT = `create table intake.contact (
  ${OF_COMPLAINT}
  purpose text not null,
  medium text not null,
  reached boolean not null,
  complainant_id uuid,
  note text check (char_length(note) between 1 and 5000),
  ${KEYS}
)`;

const RELAY = `create table intake.relay (
  ${OF_COMPLAINT}
  to_post text not null,
  staff_id uuid,
  department_id uuid,
  answered_at timestamptz,
  answer_form text,
  ${KEYS}
)`;

const EVIDENCE = `create table intake.evidence (
  ${OF_COMPLAINT}
  kind text not null,
  uri text not null check (char_length(uri) between 1 and 2000),
  media_type text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  label text check (char_length(label) between 1 and 200),
  ${KEYS}
)`;

const FOLLOW_UP = `create table intake.follow_up (
  ${OF_COMPLAINT}
  outcome text not null,
  satisfaction integer check (satisfaction between 1 and 5),
  note text check (char_length(note) between 1 and 5000),
  ${KEYS}
)`;

const ACCUSED = `create table intake.accused (
  ${OF_COMPLAINT}
  staff_id uuid,
  post text,
  check (num_nonnulls(staff_id, post) > 0),
  ${KEYS}
)`;

const OWNED = { organization: "organization_id", project: "project_id" };
const APPEND_ONLY = ["select", "insert"] as const;
const PARTS = ["words", "reply", "contact", "relay", "evidence", "follow_up", "accused"];

/** Complaints, the people behind them, and what was written, sent and done about them. */
export const createComplaint: Migration = {
  id: "20261121T0900-create-complaint",
  kind: "expand",
  up: [
    "create schema if not exists intake",
    COMPLAINT,
    "create unique index complaint_source on intake.complaint (tenant_id, source, source_ref) where source is not null",
    "create index complaint_in_time on intake.complaint (tenant_id, received_at desc, id desc)",
    "create index complaint_of_organization on intake.complaint (tenant_id, organization_id, received_at desc, id desc)",
    `create index complaint_of_project on intake.complaint (tenant_id, project_id, received_at desc, id desc)
       where project_id is not null`,
    `create index complaint_of_matter on intake.complaint (tenant_id, category, matter, organization_id, received_at)
       where matter is not null`,
    ...wall({ table: "intake.complaint", ...OWNED, privileges: APPEND_ONLY }),
    `grant update (${[...CHANGING, ...WRITTEN_BESIDE].join(", ")}) on intake.complaint to ${APP_ROLE}`,
    COMPLAINANT,
    `create unique index complainant_reference on intake.complainant (tenant_id, organization_id, project_id, reference)
       nulls not distinct where reference is not null`,
    ...wall({ table: "intake.complainant", ...OWNED, privileges: APPEND_ONLY }),
    COMPLAINT_COMPLAINANT,
    ...wall({ table: "intake.complaint_complainant", ...OWNED, privileges: APPEND_ONLY }),
    `grant update (left_at) on intake.complaint_complainant to ${APP_ROLE}`,
    ...[WORDS, REPLY, CONTACT, RELAY, EVIDENCE, FOLLOW_UP, ACCUSED],
    ...PARTS.map((part) => `create index ${part}_of_complaint on intake.${part} (tenant_id, complaint_id, at, id)`),
    ...PARTS.flatMap((part) => wall({ table: `intake.${part}`, ...OWNED, privileges: APPEND_ONLY })),
    `grant update (answered_at, answer_form) on intake.relay to ${APP_ROLE}`,
  ],
};
