import { newId, tenantScope, type Actor, type OrganizationId, type TenantId } from "@hearken/kernel";
import type { Database, UnitOfWork } from "@hearken/postgres";
import { addHeadquarters } from "../organization/add-headquarters.command.js";
import type { Organization } from "../organization/organization.js";
import { tenantOf } from "./tenant.query.js";
import { insertTenant, tellFounding } from "./tenant.repository.js";

export interface FoundTenant {
  readonly tenantId: TenantId;
  readonly name: string;
  readonly headquarters: { readonly id?: OrganizationId; readonly name: string };
}

/** Founds a group with its headquarters; `undefined` when the tenant is there already. */
export async function found(uow: UnitOfWork, command: FoundTenant, actor: Actor): Promise<Organization | undefined> {
  if ((await tenantOf(uow)) !== undefined) return undefined;
  await insertTenant(uow, { tenantId: command.tenantId, name: command.name, foundedAt: uow.now });
  const { id, name } = command.headquarters;
  const headquarters = await addHeadquarters(uow, { id: id ?? newId<"Organization">(), name }, actor);
  await tellFounding(uow, headquarters.id, actor);
  return headquarters;
}

/** The same as a unit of work of its own. */
export function foundTenant(database: Database, command: FoundTenant, actor: Actor): Promise<Organization | undefined> {
  return database.write(tenantScope(command.tenantId), (uow) => found(uow, command, actor));
}
