import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Tenant } from "./tenant.js";

const tenantOfScope = statement(
  "directory.tenant",
  `select tenant_id as "tenantId", name, founded_at as "foundedAt" from directory.tenant where tenant_id = $1`,
);

/** The tenant inside whose wall the unit of work is. */
export async function tenantOf(uow: UnitOfWork): Promise<Tenant | undefined> {
  return uow.one<Tenant>(tenantOfScope, [uow.scope.tenantId]);
}
