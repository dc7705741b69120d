import type { TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";

const everyTenant = statement(
  "intake.every_tenant",
  `select coalesce(array_agg(tenant_id order by tenant_id), '{}') as "tenantIds" from platform.tenant_state`,
);
const inClear = statement(
  "intake.complainants_in_clear",
  `select id, name, phone from intake.complainant
   where tenant_id = $1 and name is not null order by id limit $2 for no key update skip locked`,
);
const left = statement(
  "intake.complainants_left_in_clear",
  "select count(*)::int4 as left from intake.complainant where tenant_id = $1 and name is not null",
);

/** A person whom the version before wrote in clear. */
export interface InClear {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** All tenants of the house. */
export async function everyTenantOf(database: Database): Promise<readonly TenantId[]> {
  const [row] = await database.relay.rows<{ tenantIds: TenantId[] }>(everyTenant);
  return row?.tenantIds ?? [];
}

/** So many people who are kept in clear, held until the unit ends; those whom another holds are left to them. */
export function complainantsInClear(uow: UnitOfWork, limit: number): Promise<readonly InClear[]> {
  return uow.rows<InClear>(inClear, [uow.scope.tenantId, limit]);
}

/** How many of the tenant's people are kept in clear still. */
export async function countInClear(uow: UnitOfWork): Promise<number> {
  return (await uow.one<{ left: number }>(left, [uow.scope.tenantId]))?.left ?? 0;
}
