import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { SealedPerson } from "../complainant/sealed-person.js";
import type { Complaint } from "./complaint.js";

/** A row to be written with the facts, in the same round trip. */
export type Put = (uow: UnitOfWork) => Promise<unknown>;

/** Somebody who stands behind a complaint that is filed; `isKnown` when their row is there already. */
export interface FiledComplainant {
  readonly id: string;
  /** `undefined` when they are known. */
  readonly sealed: SealedPerson | undefined;
  readonly reference: string | null;
  readonly customerType: string | null;
  readonly isKnown: boolean;
}

/** Somebody of a filing, as they come in JSON, and the columns that they are kept in. */
const PERSON = `id uuid, "nameSealed" bytea, "phoneSealed" bytea, "addressSealed" bytea, "identitySealed" bytea,
       "phoneIndex" bytea, "identityIndex" bytea, reference text, "customerType" text, "isKnown" boolean`;
const PERSON_COLUMNS = `name_sealed, phone_sealed, address_sealed, identity_sealed, phone_index, identity_index,
       reference, customer_type`;

const file = statement(
  "intake.file_complaint",
  `with filed as (
     insert into intake.complaint (tenant_id, id, organization_id, project_id, number, unit_id, channel, category, matter,
       nature, customer_type, subject, text, received_at, call_ended_at, posted_at, received_by, status, validity,
       suspended, regulation, regulation_version, previous_id, source, source_ref, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'open', 'undetermined',
       false, $18, $19, $20, $21, $22, $23)
   ), person as (
     select * from jsonb_to_recordset($24::jsonb) as p(${PERSON})
   ), entered as (
     insert into intake.complainant (tenant_id, id, organization_id, project_id, ${PERSON_COLUMNS})
     select $1, id, $3, $4, "nameSealed", "phoneSealed", "addressSealed", "identitySealed", "phoneIndex",
       "identityIndex", reference, "customerType" from person where not "isKnown"
   )
   insert into intake.complaint_complainant (tenant_id, complaint_id, complainant_id, organization_id, project_id, joined_at)
   select $1, $2, id, $3, $4, $14 from person`,
);

/** The complaint and the people behind it, in one statement. */
export function insertComplaint(
  uow: UnitOfWork,
  c: Complaint,
  complainants: readonly FiledComplainant[],
): Promise<unknown> {
  return uow.run(file, [
    ...[c.tenantId, c.id, c.organizationId, c.projectId, c.number, c.unitId, c.channel, c.category, c.matter],
    ...[c.nature, c.customerType, c.subject, c.text, timestamp(c.receivedAt), timestamp(c.callEndedAt)],
    ...[timestamp(c.postedAt), c.receivedBy, c.regulation, c.regulationVersion, c.previousId, c.source, c.sourceRef],
    ...[c.version, JSON.stringify(complainants.map(inJson))],
  ]);
}

const fileMany = statement(
  "intake.file_complaints",
  `with wanted as (
     select * from jsonb_to_recordset($2::jsonb) as c(id uuid, "organizationId" uuid, "projectId" uuid, number text,
       "unitId" uuid, channel text, category text, matter text, nature text, "customerType" text, subject text, text text,
       "receivedAt" timestamptz, "callEndedAt" timestamptz, "postedAt" timestamptz, "receivedBy" text, regulation text,
       "regulationVersion" int4, "previousId" uuid, source text, "sourceRef" text, version int8)
   ), filed as (
     insert into intake.complaint (tenant_id, id, organization_id, project_id, number, unit_id, channel, category, matter,
       nature, customer_type, subject, text, received_at, call_ended_at, posted_at, received_by, status, validity,
       suspended, regulation, regulation_version, previous_id, source, source_ref, version)
     select $1, id, "organizationId", "projectId", number, "unitId", channel, category, matter, nature, "customerType",
       subject, text, "receivedAt", "callEndedAt", "postedAt", "receivedBy", 'open', 'undetermined', false, regulation,
       "regulationVersion", "previousId", source, "sourceRef", version
     from wanted
   ), person as (
     select * from jsonb_to_recordset($3::jsonb) as p("complaintId" uuid, ${PERSON})
   ), entered as (
     insert into intake.complainant (tenant_id, id, organization_id, project_id, ${PERSON_COLUMNS})
     select $1, p.id, w."organizationId", w."projectId", p."nameSealed", p."phoneSealed", p."addressSealed",
       p."identitySealed", p."phoneIndex", p."identityIndex", p.reference, p."customerType"
     from person p join wanted w on w.id = p."complaintId" where not p."isKnown"
   )
   insert into intake.complaint_complainant (tenant_id, complaint_id, complainant_id, organization_id, project_id, joined_at)
   select $1, w.id, p.id, w."organizationId", w."projectId", w."receivedAt"
   from person p join wanted w on w.id = p."complaintId"`,
);

/** A complaint to be written, and who stands behind it. */
export interface FiledComplaint {
  readonly complaint: Complaint;
  readonly complainants: readonly FiledComplainant[];
}

/** Several complaints and the people behind them, in one statement: each as `insertComplaint` writes one. */
export async function insertComplaints(uow: UnitOfWork, filed: readonly FiledComplaint[]): Promise<void> {
  if (filed.length === 0) return;
  const rows = filed.map(({ complaint: c }) => ({
    ...c,
    receivedAt: timestamp(c.receivedAt),
    callEndedAt: timestamp(c.callEndedAt),
    postedAt: timestamp(c.postedAt),
  }));
  const people = filed.flatMap(({ complaint, complainants }) =>
    complainants.map((one) => ({ ...inJson(one), complaintId: complaint.id })),
  );
  await uow.run(fileMany, [uow.scope.tenantId, JSON.stringify(rows), JSON.stringify(people)]);
}

function inJson({ sealed, ...one }: FiledComplainant): object {
  return { ...one, ...inHex(sealed) };
}

/** Bytes as `bytea` reads them inside JSON. */
function inHex(sealed: SealedPerson | undefined): Readonly<Record<keyof SealedPerson, string | null>> | undefined {
  const hex = (bytes: Buffer | null): string | null => (bytes === null ? null : `\\x${bytes.toString("hex")}`);
  if (sealed === undefined) return undefined;
  return {
    nameSealed: hex(sealed.nameSealed),
    phoneSealed: hex(sealed.phoneSealed),
    addressSealed: hex(sealed.addressSealed),
    identitySealed: hex(sealed.identitySealed),
    phoneIndex: hex(sealed.phoneIndex),
    identityIndex: hex(sealed.identityIndex),
  };
}

const change = statement(
  "intake.change_complaint",
  `update intake.complaint set category = $4, matter = $5, status = $6, validity = $7, suspended = $8, promised_on = $9,
     lead = $10, previous_id = $11, version = $12, legal_hold = $13
   where tenant_id = $1 and id = $2 and version = $3`,
);

/** Writes what facts changed of the row. Throws when the row is not at `before`: whoever holds the stream alone writes it. */
export async function updateComplaint(uow: UnitOfWork, before: number, c: Complaint): Promise<void> {
  const values = [
    c.category,
    c.matter,
    c.status,
    c.validity,
    c.suspended,
    c.promisedOn,
    c.lead,
    c.previousId,
    c.version,
    c.legalHold,
  ];
  const changed = await uow.run(change, [c.tenantId, c.id, before, ...values]);
  if (changed !== 1) throw new Error(`complaint ${c.id} is not at version ${before}`);
}

function timestamp(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}
