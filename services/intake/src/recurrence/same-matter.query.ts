import type { Complaint } from "../complaint/complaint.js";
import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { SameMatter } from "./same-matter.js";

/** Far more than any procedure counts; what is left out are the earliest. */
const MOST = 1_000;

/** $4 organization, $5 whether a project counts, $6 which; $7 and $8 the time of receipt. Along one index. */
const sameMatter = statement(
  "intake.complaints_of_same_matter",
  `select s.*, array(
     select distinct coalesce(p.reference, l.complainant_id::text)
     from intake.complaint_complainant l
     join intake.complainant p on p.tenant_id = l.tenant_id and p.id = l.complainant_id
     where l.tenant_id = $1 and l.complaint_id = s.id and l.left_at is null
   ) as people
   from (
     select c.id, c.received_at as "receivedAt", c.recurrent_complainants as told from intake.complaint c
     where c.tenant_id = $1 and c.category = $2 and c.matter = $3
       and ($4::uuid is null or c.organization_id = $4) and (not $5 or c.project_id is not distinct from $6::uuid)
       and c.received_at between $7 and $8 and c.status <> 'withdrawn' and c.validity <> 'invalid'
     order by c.received_at desc limit ${MOST}
   ) s order by s."receivedAt", s.id`,
);

export interface SameMatterAsked {
  readonly complaint: Complaint;
  /** In what complaints must agree, besides category and matter. */
  readonly same: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Complaints of the same matter received from `from` to `to`, in the order of their receipt, the complaint itself too.
 * A project belongs to one organization: where projects must agree, organizations do, for complaints without one too.
 */
export function complaintsOfSameMatter(uow: UnitOfWork, asked: SameMatterAsked): Promise<SameMatter[]> {
  const { complaint, same, from, to } = asked;
  const isSameProject = same.includes("project");
  const organizationId = isSameProject || same.includes("organization") ? complaint.organizationId : null;
  return uow.rows<SameMatter>(sameMatter, [
    ...[uow.scope.tenantId, complaint.category, complaint.matter, organizationId, isSameProject, complaint.projectId],
    ...[formatInstant(from), formatInstant(to)],
  ]);
}
