import type { LocalDate, OrganizationId, ProjectId, TenantId, UnitId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const siteOfProject = statement(
  "intake.site_of_project",
  `select organization_id as "organizationId" from directory.project_site where tenant_id = $1 and project_id = $2`,
);
const siteOfUnit = statement(
  "intake.site_of_unit",
  `select project_id as "projectId", move_in_on as "moveInOn", warranty_ends_on as "warrantyEndsOn"
   from directory.unit_site where tenant_id = $1 and unit_id = $2`,
);

export interface UnitSite {
  readonly projectId: ProjectId;
  readonly moveInOn: LocalDate | null;
  readonly warrantyEndsOn: LocalDate | null;
}

const REMEMBERED = 10_000;
const organizations = new Map<string, OrganizationId>();

/**
 * The organization that a project belongs to; `undefined` when there is no such project within reach.
 * A project never changes hands, so what was found is remembered, by tenant; whoever asks still checks their reach.
 */
export async function organizationOfProject(
  uow: UnitOfWork,
  projectId: ProjectId,
): Promise<OrganizationId | undefined> {
  const key = keyOf(uow.scope.tenantId, projectId);
  const known = organizations.get(key);
  if (known !== undefined) return known;
  const row = await uow.one<{ organizationId: OrganizationId }>(siteOfProject, [uow.scope.tenantId, projectId]);
  if (row === undefined) return undefined;
  if (organizations.size >= REMEMBERED) organizations.delete(organizations.keys().next().value ?? key);
  organizations.set(key, row.organizationId);
  return row.organizationId;
}

function keyOf(tenantId: TenantId, projectId: ProjectId): string {
  return `${tenantId} ${projectId}`;
}

/** The project of a home and the dates from which its stage follows; `undefined` when it is not within reach. */
export function unitSite(uow: UnitOfWork, unitId: UnitId): Promise<UnitSite | undefined> {
  return uow.one<UnitSite>(siteOfUnit, [uow.scope.tenantId, unitId]);
}
