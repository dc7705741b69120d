import type { StaffId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { PostHolding, PostHoldingId } from "./post-holding.js";

const COLUMNS = `h.tenant_id as "tenantId", h.id, h.organization_id as "organizationId", h.staff_id as "staffId", h.post,
  h.project_id as "projectId", h.department_id as "departmentId", h.from_at as "fromAt", h.to_at as "toAt"`;

const holdingsOfStaffStatement = statement(
  "directory.holdings_of_staff",
  `select ${COLUMNS} from directory.post_holding h
   where h.tenant_id = $1 and h.staff_id = any ($2::uuid[]) and (h.to_at is null or h.to_at > $3::timestamptz)
   order by h.post, h.id`,
);

const holdingById = statement(
  "directory.holding_by_id",
  `select ${COLUMNS} from directory.post_holding h where h.tenant_id = $1 and h.id = $2`,
);

/** The posts that these people hold now or will hold. */
export async function holdingsOfStaff(uow: UnitOfWork, staffIds: readonly StaffId[]): Promise<PostHolding[]> {
  return uow.rows<PostHolding>(holdingsOfStaffStatement, [uow.scope.tenantId, staffIds, new Date(uow.now)]);
}

export async function holdingOf(uow: UnitOfWork, id: PostHoldingId): Promise<PostHolding | undefined> {
  return uow.one<PostHolding>(holdingById, [uow.scope.tenantId, id]);
}
