import type { OrganizationId, ProjectId, Reach } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Organization, OrganizationKind } from "./organization.js";

const COLUMNS = `o.tenant_id as "tenantId", o.id, o.parent_id as "parentId", o.kind, o.name, o.version, o.added_at as "addedAt"`;

/** $2 whether the whole tenant is seen, $3 organizations, $4 projects whose organizations are seen too. */
const VISIBLE = `($2 or o.id = any ($3::uuid[]) or o.id in (
  select p.organization_id from directory.project p where p.tenant_id = $1 and p.id = any ($4::uuid[])))`;

const visibleOrganizations = statement(
  "directory.organizations_by_id",
  `select ${COLUMNS} from directory.organization o where o.tenant_id = $1 and ${VISIBLE} and o.id = any ($5::uuid[])`,
);

const organizationPage = statement(
  "directory.page_of_organizations",
  `select ${COLUMNS} from directory.organization o
   where o.tenant_id = $1 and ${VISIBLE} and ($5::text is null or o.kind = $5) and ($6::uuid is null or o.id > $6)
   order by o.id limit $7`,
);

const rootOrganization = statement(
  "directory.headquarters",
  `select ${COLUMNS} from directory.organization o where o.tenant_id = $1 and o.kind = 'headquarters'`,
);

const wholeOrganization = statement(
  "directory.organization",
  `select ${COLUMNS} from directory.organization o where o.tenant_id = $1 and o.id = $2`,
);

const lockedOrganization = statement(
  "directory.locked_organization",
  `select ${COLUMNS} from directory.organization o where o.tenant_id = $1 and o.id = $2 for no key update`,
);

/**
 * Whose eyes: a reach, and the organization that one belongs to, which one always knows.
 * Whoever reaches projects knows the organizations that these belong to.
 */
export interface Eyes {
  readonly reach: Reach;
  readonly organizationId: OrganizationId | null;
}

function seen({ reach, organizationId }: Eyes): [boolean, readonly OrganizationId[], readonly ProjectId[]] {
  const own = organizationId === null ? [] : [organizationId];
  switch (reach.kind) {
    case "tenant":
      return [true, [], []];
    case "organizations":
      return [false, [...own, ...reach.organizationIds], []];
    case "projects":
      return [false, own, reach.projectIds];
  }
}

export async function organizationsById(
  uow: UnitOfWork,
  eyes: Eyes,
  ids: readonly OrganizationId[],
): Promise<Organization[]> {
  return uow.rows<Organization>(visibleOrganizations, [uow.scope.tenantId, ...seen(eyes), ids]);
}

export interface OrganizationsAsked {
  readonly kind: OrganizationKind | null;
  readonly after: OrganizationId | null;
  readonly limit: number;
}

/** In the order in which they were added. */
export async function pageOfOrganizations(
  uow: UnitOfWork,
  eyes: Eyes,
  asked: OrganizationsAsked,
): Promise<Organization[]> {
  return uow.rows<Organization>(organizationPage, [
    uow.scope.tenantId,
    ...seen(eyes),
    asked.kind,
    asked.after,
    asked.limit,
  ]);
}

/** An organization as a command needs it: the wall of the tenant alone around it. */
export async function organizationOf(uow: UnitOfWork, id: OrganizationId): Promise<Organization | undefined> {
  return uow.one<Organization>(wholeOrganization, [uow.scope.tenantId, id]);
}

/** The same, held until the unit of work ends: nobody else changes it meanwhile. */
export async function organizationHeld(uow: UnitOfWork, id: OrganizationId): Promise<Organization | undefined> {
  return uow.one<Organization>(lockedOrganization, [uow.scope.tenantId, id]);
}

/** The root of the tree. */
export async function headquartersOf(uow: UnitOfWork): Promise<Organization | undefined> {
  return uow.one<Organization>(rootOrganization, [uow.scope.tenantId]);
}
