import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, OrganizationId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Tenant } from "./tenant.js";
import { tenantTable } from "./tenant.table.js";

export async function insertTenant(uow: UnitOfWork, tenant: Tenant): Promise<void> {
  await uow.manager.insert(tenantTable, tenant);
}

/** Tells the founding in the history of headquarters. */
export async function tellFounding(uow: UnitOfWork, organizationId: OrganizationId, actor: Actor): Promise<void> {
  await append(uow, {
    stream: organizationStream(organizationId),
    expected: "any",
    events: [event("tenant.founded", { organizationId })],
    actor,
  });
}
