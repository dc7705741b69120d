import type { OrganizationId, StaffId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Staff } from "./staff.js";

const COLUMNS = `s.tenant_id as "tenantId", s.id, s.organization_id as "organizationId", s.department_id as "departmentId", s.name,
  s.version, s.joined_at as "joinedAt", s.left_at as "leftAt"`;

const staffByIdStatement = statement(
  "directory.staff_by_id",
  `select ${COLUMNS} from directory.staff s where s.tenant_id = $1 and s.id = any ($2::uuid[])`,
);

const lockedStaff = statement(
  "directory.locked_staff",
  `select ${COLUMNS} from directory.staff s where s.tenant_id = $1 and s.id = $2 for update`,
);

const pageOfStaffStatement = statement(
  "directory.page_of_staff",
  `select ${COLUMNS} from directory.staff s
   where s.tenant_id = $1 and s.left_at is null and ($2::uuid[] is null or s.organization_id = any ($2))
     and ($3::uuid is null or s.organization_id = $3) and ($4::uuid is null or s.id > $4)
   order by s.id limit $5`,
);

/** Those who left too: history points at them. */
export async function staffById(uow: UnitOfWork, ids: readonly StaffId[]): Promise<Staff[]> {
  return uow.rows<Staff>(staffByIdStatement, [uow.scope.tenantId, ids]);
}

export async function staffOf(uow: UnitOfWork, id: StaffId): Promise<Staff | undefined> {
  return (await staffById(uow, [id]))[0];
}

/** The same, held until the unit of work ends: decisions about one person's posts and grants take turns. */
export async function staffHeld(uow: UnitOfWork, id: StaffId): Promise<Staff | undefined> {
  return uow.one<Staff>(lockedStaff, [uow.scope.tenantId, id]);
}

export interface StaffAsked {
  readonly organizationId: OrganizationId | null;
  readonly after: StaffId | null;
  readonly limit: number;
}

/** Who is there now, in the order in which they joined; a reach over projects sees nobody. */
export async function pageOfStaff(uow: UnitOfWork, { organizationId, after, limit }: StaffAsked): Promise<Staff[]> {
  const { tenantId, reach } = uow.scope;
  const within = reach.kind === "tenant" ? null : reach.kind === "organizations" ? reach.organizationIds : [];
  return uow.rows<Staff>(pageOfStaffStatement, [tenantId, within, organizationId, after, limit]);
}
