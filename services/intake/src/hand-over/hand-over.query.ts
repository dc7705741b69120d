import type { ComplaintId, Instant, OrganizationId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { SealedRow } from "../complainant/complainant.js";
import type { HandedEntry } from "./handed-entry.js";
import type { HandOver } from "./hand-over.js";
import type { Before } from "./recipient.js";

const before = statement(
  "intake.handed_before",
  `select coalesce((
       select t.passed_through from intake.taken_over t where t.tenant_id = $1 and t.complaint_id = $2
     ), '{}') as "passedThrough",
     coalesce((
       select jsonb_agg(jsonb_build_object('toOrganizationId', h.to_organization_id, 'status', h.status))
       from intake.hand_over h where h.tenant_id = $1 and h.complaint_id = $2
     ), '[]') as given`,
);

/** To whom a complaint went already, and through whom it came: one statement. */
export async function handedBefore(uow: UnitOfWork, complaintId: ComplaintId): Promise<Omit<Before, "organizationId">> {
  const found = await uow.one<Omit<Before, "organizationId">>(before, [uow.scope.tenantId, complaintId]);
  return found ?? { given: [], passedThrough: [] };
}

const columns = `h.tenant_id as "tenantId", h.id, h.organization_id as "organizationId", h.project_id as "projectId",
  h.complaint_id as "complaintId", h.at, h.to_organization_id as "toOrganizationId", h.to_project_id as "toProjectId",
  h.sharing, h.channel, h.consent_medium as "consentMedium", h.consent_given_at as "consentGivenAt",
  h.consent_note as "consentNote", h.reason, h.status, h.outcome, h.failure, h.failure_clause as "failureClause",
  h.answer, h.answered_at as "answeredAt"`;
const byId = statement(
  "intake.hand_over_by_id",
  `select ${columns} from intake.hand_over h where h.tenant_id = $1 and h.id = $2`,
);

export function handOverById(uow: UnitOfWork, id: string): Promise<HandOver | undefined> {
  return uow.one<HandOver>(byId, [uow.scope.tenantId, id]);
}

/** Somebody who stands behind a complaint, or once did, as they are kept. */
export interface PersonBehind extends SealedRow {
  readonly customerType: string | null;
  readonly leftAt: Instant | null;
}

const people = statement(
  "intake.people_of_complaint",
  `select p.id, p.name, p.phone, p.name_sealed as "nameSealed", p.phone_sealed as "phoneSealed",
     p.address_sealed as "addressSealed", p.identity_sealed as "identitySealed", p.customer_type as "customerType",
     l.left_at as "leftAt"
   from intake.complaint_complainant l
   join intake.complainant p on p.tenant_id = l.tenant_id and p.id = l.complainant_id
   where l.tenant_id = $1 and l.complaint_id = $2 order by l.joined_at, l.complainant_id`,
);

/** Everybody who stands behind a complaint, or once did. */
export function peopleOf(uow: UnitOfWork, complaintId: ComplaintId): Promise<PersonBehind[]> {
  return uow.rows<PersonBehind>(people, [uow.scope.tenantId, complaintId]);
}

const takenFrom = statement(
  "intake.givers_of_complaints",
  `select t.complaint_id as "complaintId", h.id as "handOverId", h.complaint_id as "givenComplaintId",
     h.organization_id as "organizationId", h.project_id as "projectId"
   from intake.taken_over t
   join intake.hand_over h on h.tenant_id = t.tenant_id and h.id = t.hand_over_id
   where t.tenant_id = $1 and t.complaint_id = any ($2::uuid[])`,
);

/** The giver's complaint behind one that was taken over. */
export interface Giver {
  readonly complaintId: ComplaintId;
  readonly handOverId: string;
  readonly givenComplaintId: ComplaintId;
  readonly organizationId: OrganizationId;
  readonly projectId: HandOver["projectId"];
}

/** Who gave these complaints, where somebody did, by the recipient's complaint: one statement. */
export async function giversOf(
  uow: UnitOfWork,
  complaintIds: readonly ComplaintId[],
): Promise<ReadonlyMap<ComplaintId, Giver>> {
  const rows = await uow.rows<Giver>(takenFrom, [uow.scope.tenantId, complaintIds]);
  return new Map(rows.map((row) => [row.complaintId, row]));
}

const written = statement(
  "intake.words_by_id",
  "select w.text from intake.words w where w.tenant_id = $1 and w.id = $2",
);

/** What a fact points at by the id of its words. */
export async function textOf(uow: UnitOfWork, wordsId: string): Promise<string | null> {
  return (await uow.one<{ text: string }>(written, [uow.scope.tenantId, wordsId]))?.text ?? null;
}

const entries = statement(
  "intake.handed_entries_of_complaint",
  `select e.version, e.type, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.posts, e.payload
   from intake.handed_entry e
   where e.tenant_id = $1 and e.complaint_id = $2 and e.version > $3 order by e.version limit $4`,
);

/** The giver's history that came along with a complaint, after a place in it. */
export function handedEntries(
  uow: UnitOfWork,
  { complaintId, after, limit }: { readonly complaintId: ComplaintId; readonly after: number; readonly limit: number },
): Promise<HandedEntry[]> {
  return uow.rows<HandedEntry>(entries, [uow.scope.tenantId, complaintId, after, limit]);
}
