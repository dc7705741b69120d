import type { OrganizationId, ProjectId, StaffId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { ActingFor, Chain, Holding, People, Place } from "./ladder.js";

const chainOfOrganization = statement(
  "directory.chain_of_organization",
  `select a.ancestor_id as id from directory.organization_ancestry a
   where a.tenant_id = $1 and a.organization_id = $2 order by a.distance`,
);

const holdersNow = statement(
  "directory.holders_now",
  `select h.staff_id as "staffId", h.post, h.organization_id as "organizationId", h.project_id as "projectId", h.department_id as "departmentId"
   from directory.post_holder h where h.tenant_id = $1 and (h.organization_id = any ($2::uuid[]) or h.project_id = $3)`,
);

const chains = statement(
  "directory.chains_of_departments",
  `select d.id, d.parent_id as "parentId", d.head_id as "headId" from directory.department d
   where d.tenant_id = $1 and d.organization_id = any ($2::uuid[])`,
);

const places = statement(
  "directory.places_of_staff",
  `select s.id as "staffId", s.department_id as "departmentId" from directory.staff s
   where s.tenant_id = $1 and s.organization_id = any ($2::uuid[]) and s.left_at is null`,
);

const actingNow = statement(
  "directory.acting_now",
  `select d.delegator_id as "delegatorId", d.delegate_id as "delegateId" from directory.delegation d
   where d.tenant_id = $1 and d.delegator_id = any ($2::uuid[]) and d.ended_at is null
     and d.from_at <= $3::timestamptz and d.to_at > $3::timestamptz`,
);

/** An organization and those above it, nearest first. */
export async function chainOf(uow: UnitOfWork, id: OrganizationId): Promise<OrganizationId[]> {
  const rows = await uow.rows<{ id: OrganizationId }>(chainOfOrganization, [uow.scope.tenantId, id]);
  return rows.map((row) => row.id);
}

/** Of which organizations and project, and for a complaint about whom. */
export interface PeopleAsked {
  readonly organizationIds: readonly OrganizationId[];
  readonly projectId: ProjectId | null;
  readonly accused: readonly StaffId[];
}

/** The people of these organizations, those of others who hold a post for the project, and whoever acts for the accused. */
export async function peopleOf(uow: UnitOfWork, { organizationIds, projectId, accused }: PeopleAsked): Promise<People> {
  const { tenantId } = uow.scope;
  const delegations = await uow.rows<ActingFor>(actingNow, [tenantId, accused, new Date(uow.now)]);
  const holdings = await uow.rows<Holding>(holdersNow, [tenantId, organizationIds, projectId]);
  const homes = [...new Set([...organizationIds, ...holdings.map((holding) => holding.organizationId)])];
  const departments = await uow.rows<Chain>(chains, [tenantId, homes]);
  return { holdings, departments, delegations, places: await uow.rows<Place>(places, [tenantId, homes]) };
}
