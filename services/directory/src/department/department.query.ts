import type { DepartmentId, OrganizationId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Department } from "./department.js";

const COLUMNS = `d.tenant_id as "tenantId", d.id, d.organization_id as "organizationId", d.parent_id as "parentId", d.head_id as "headId",
  d.name, d.version, d.added_at as "addedAt"`;

const departmentsByIdStatement = statement(
  "directory.departments_by_id",
  `select ${COLUMNS} from directory.department d where d.tenant_id = $1 and d.id = any ($2::uuid[])`,
);

const departmentsOfOrganizationsStatement = statement(
  "directory.departments_of_organizations",
  `select ${COLUMNS} from directory.department d where d.tenant_id = $1 and d.organization_id = any ($2::uuid[]) order by d.id`,
);

export async function departmentsById(uow: UnitOfWork, ids: readonly DepartmentId[]): Promise<Department[]> {
  return uow.rows<Department>(departmentsByIdStatement, [uow.scope.tenantId, ids]);
}

export async function departmentOf(uow: UnitOfWork, id: DepartmentId): Promise<Department | undefined> {
  return (await departmentsById(uow, [id]))[0];
}

/** All of them: an organization has dozens, not thousands. */
export async function departmentsOfOrganizations(
  uow: UnitOfWork,
  ids: readonly OrganizationId[],
): Promise<Department[]> {
  return uow.rows<Department>(departmentsOfOrganizationsStatement, [uow.scope.tenantId, ids]);
}
