import type { Actor } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Organization } from "./organization.js";
import { insertOrganization } from "./organization.repository.js";

/** The root of a tenant's tree, when the tenant is founded. */
export async function addHeadquarters(
  uow: UnitOfWork,
  { id, name }: Pick<Organization, "id" | "name">,
  actor: Actor,
): Promise<Organization> {
  const headquarters: Organization = {
    tenantId: uow.scope.tenantId,
    id,
    parentId: null,
    kind: "headquarters",
    name,
    version: 1,
    addedAt: uow.now,
  };
  await insertOrganization(uow, headquarters, actor);
  return headquarters;
}
