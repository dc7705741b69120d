import type { ComplaintId, Instant, OrganizationId, ProjectId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { boundsOf } from "../complaint/reach-bounds.js";
import type { SealedRow } from "./complainant.js";

/** A person as they are kept, with where they belong. */
export interface KeptPerson extends SealedRow {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly reference: string | null;
  readonly customerType: string | null;
  readonly erasedAt: Instant | null;
}

const COLUMNS = `p.id, p.organization_id as "organizationId", p.project_id as "projectId", p.name, p.phone,
  p.name_sealed as "nameSealed", p.phone_sealed as "phoneSealed", p.address_sealed as "addressSealed",
  p.identity_sealed as "identitySealed", p.reference, p.customer_type as "customerType", p.erased_at as "erasedAt"`;

/** The scope, said by the statement itself: $2 organizations and $3 projects, each null when it does not bound. */
const WITHIN = `p.tenant_id = $1 and ($2::uuid[] is null or p.organization_id = any ($2))
  and ($3::uuid[] is null or p.project_id = any ($3))`;

// Whoever looks holds the person against erasure until the unit ends; others may look at the same time.
const behindComplaint = statement(
  "intake.complainant_behind_complaint",
  `select ${COLUMNS} from intake.complainant p
   where ${WITHIN} and p.id = $5 and exists (
     select from intake.complaint_complainant l
     where l.tenant_id = $1 and l.complaint_id = $4 and l.complainant_id = $5 and l.left_at is null)
   for key share of p`,
);
const looked = statement(
  "intake.complainant_by_id",
  `select ${COLUMNS} from intake.complainant p where ${WITHIN} and p.id = $4 for key share of p`,
);
const held = statement(
  "intake.complainant_to_erase",
  `select ${COLUMNS} from intake.complainant p where ${WITHIN} and p.id = $4 for update of p`,
);
const stoodBehind = statement(
  "intake.complaints_of_complainant",
  `select l.complaint_id as id from intake.complaint_complainant l
   where l.tenant_id = $1 and ($2::uuid[] is null or l.organization_id = any ($2))
     and ($3::uuid[] is null or l.project_id = any ($3)) and l.complainant_id = $4
   order by l.complaint_id desc limit $5`,
);

/** The person who stands behind that complaint, within reach, held against erasure. */
export function complainantBehind(
  uow: UnitOfWork,
  { complaintId, complainantId }: { readonly complaintId: string; readonly complainantId: string },
): Promise<KeptPerson | undefined> {
  return uow.one<KeptPerson>(behindComplaint, [...within(uow), complaintId, complainantId]);
}

/** A person within reach, held against erasure. */
export function complainantById(uow: UnitOfWork, id: string): Promise<KeptPerson | undefined> {
  return uow.one<KeptPerson>(looked, [...within(uow), id]);
}

/** A person within reach, held so that nobody lets them stand behind another complaint, or looks, until the unit ends. */
export function complainantToErase(uow: UnitOfWork, id: string): Promise<KeptPerson | undefined> {
  return uow.one<KeptPerson>(held, [...within(uow), id]);
}

/** The complaints that somebody stands or stood behind, the latest first. */
export async function complaintIdsOf(uow: UnitOfWork, id: string, limit: number): Promise<readonly ComplaintId[]> {
  const rows = await uow.rows<{ id: ComplaintId }>(stoodBehind, [...within(uow), id, limit]);
  return rows.map((row) => row.id);
}

function within({ scope }: UnitOfWork): unknown[] {
  return [scope.tenantId, ...boundsOf(scope.reach)];
}
