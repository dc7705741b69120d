import { newId, type Actor, type OrganizationId, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "./manageable.js";
import { refuseUnder, type Organization, type OrganizationKind } from "./organization.js";
import { organizationOf } from "./organization.query.js";
import { depthOf, insertOrganization } from "./organization.repository.js";

export interface AddOrganization {
  readonly id?: OrganizationId;
  readonly parentId: OrganizationId;
  readonly kind: OrganizationKind;
  readonly name: string;
}

/** Adds a node under one that the actor manages; `undefined` when there is no such parent for them. */
export async function addOrganization(
  uow: UnitOfWork,
  command: AddOrganization,
  actor: Actor,
): Promise<Organization | Refusal | undefined> {
  const { id, parentId, kind, name } = command;
  const parent = await organizationOf(uow, parentId);
  if (parent === undefined || !isManageable(uow.scope.reach, parentId)) return undefined;
  const refusal = refuseUnder(kind, parent, (await depthOf(uow, parentId)) + 1);
  if (refusal !== undefined) return refusal;
  const organization: Organization = {
    tenantId: uow.scope.tenantId,
    id: id ?? newId<"Organization">(),
    parentId,
    kind,
    name,
    version: 1,
    addedAt: uow.now,
  };
  await insertOrganization(uow, organization, actor);
  return organization;
}
