import type { LocalDate, OrganizationId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Adoption, AdoptionId } from "./adoption.js";

const COLUMNS = `a.tenant_id as "tenantId", a.id, a.organization_id as "organizationId", a.regulation, a.version,
  a.effective_from as "effectiveFrom", a.readings, a.calendar, a.adopted_at as "adoptedAt"`;

/** $3 are the organizations that count, null for all of the tenant. */
const pageOfAdoptionsStatement = statement(
  "directory.page_of_adoptions",
  `select ${COLUMNS} from directory.adoption a
   where a.tenant_id = $1 and ($2::uuid is null or a.organization_id = $2) and ($3::uuid[] is null or a.organization_id = any ($3))
     and ($4::uuid is null or a.id > $4)
   order by a.id limit $5`,
);

const adoptionsInForce = statement(
  "directory.adoptions_in_force",
  `select distinct on (tree.organization_id) tree.organization_id as "forId", ${COLUMNS}
   from directory.organization_ancestry tree
   join directory.adoption a on a.tenant_id = tree.tenant_id and a.organization_id = tree.ancestor_id
   where tree.tenant_id = $1 and tree.organization_id = any ($2::uuid[]) and a.effective_from <= $3::date
   order by tree.organization_id, tree.distance, a.effective_from desc`,
);

const nearestAdoptionOf = statement(
  "directory.nearest_adoption_of_regulation",
  `select ${COLUMNS} from directory.organization_ancestry tree
   join directory.adoption a on a.tenant_id = tree.tenant_id and a.organization_id = tree.ancestor_id
   where tree.tenant_id = $1 and tree.organization_id = $2 and a.regulation = $3 and a.effective_from <= $4::date
   order by tree.distance, a.effective_from desc limit 1`,
);

export interface AdoptionsAsked {
  readonly organizationId: OrganizationId | null;
  readonly after: AdoptionId | null;
  readonly limit: number;
}

/** Each organization's own, in the order in which they were decided. A reach over projects sees none. */
export async function pageOfAdoptions(
  uow: UnitOfWork,
  { organizationId, after, limit }: AdoptionsAsked,
): Promise<Adoption[]> {
  const { tenantId, reach } = uow.scope;
  const within = reach.kind === "tenant" ? null : reach.kind === "organizations" ? reach.organizationIds : [];
  return uow.rows<Adoption>(pageOfAdoptionsStatement, [tenantId, organizationId, within, after, limit]);
}

/** An adoption with the organization that it binds on that day: its own or a descendant. */
export type AdoptionInForce = Adoption & { readonly forId: OrganizationId };

/** What each organization goes by on a day: its own adoption, else that of the nearest above it. */
export async function adoptionsInForceOn(
  uow: UnitOfWork,
  organizationIds: readonly OrganizationId[],
  on: LocalDate,
): Promise<AdoptionInForce[]> {
  return uow.rows<AdoptionInForce>(adoptionsInForce, [uow.scope.tenantId, organizationIds, on]);
}

/** By which an organization, or the nearest above it, went by a regulation on a day or before. */
export async function nearestAdoption(
  uow: UnitOfWork,
  { organizationId, regulation, on }: { organizationId: OrganizationId; regulation: string; on: LocalDate },
): Promise<Adoption | undefined> {
  return uow.one<Adoption>(nearestAdoptionOf, [uow.scope.tenantId, organizationId, regulation, on]);
}
