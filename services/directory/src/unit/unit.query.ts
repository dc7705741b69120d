import type { ProjectId, UnitId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Unit } from "./unit.js";

const COLUMNS = `u.tenant_id as "tenantId", u.id, u.organization_id as "organizationId", u.project_id as "projectId", u.label,
  u.move_in_on as "moveInOn", u.warranty_ends_on as "warrantyEndsOn", u.version, u.added_at as "addedAt"`;

const unitsByIdStatement = statement(
  "directory.units_by_id",
  `select ${COLUMNS} from directory.unit u where u.tenant_id = $1 and u.id = any ($2::uuid[])`,
);

const firstUnitsOfProjects = statement(
  "directory.first_units_of_projects",
  `select page.* from unnest($2::uuid[]) as wanted (project_id)
   cross join lateral (
     select ${COLUMNS} from directory.unit u
     where u.tenant_id = $1 and u.project_id = wanted.project_id and ($3::uuid is null or u.id > $3)
     order by u.id limit $4
   ) page`,
);

export async function unitsById(uow: UnitOfWork, ids: readonly UnitId[]): Promise<Unit[]> {
  return uow.rows<Unit>(unitsByIdStatement, [uow.scope.tenantId, ids]);
}

export interface UnitsAsked {
  readonly projectIds: readonly ProjectId[];
  readonly after: UnitId | null;
  /** Of each project. */
  readonly limit: number;
}

/** The next units of several projects at once, in the order in which they were entered. */
export async function unitsOfProjects(uow: UnitOfWork, { projectIds, after, limit }: UnitsAsked): Promise<Unit[]> {
  return uow.rows<Unit>(firstUnitsOfProjects, [uow.scope.tenantId, projectIds, after, limit]);
}
