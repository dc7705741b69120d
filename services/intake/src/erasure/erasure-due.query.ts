import { formatInstant, type TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";

const WINDOW = 1_000;

const tenantsDue = statement(
  "intake.tenants_with_erasures_due",
  `with clock as materialized (select platform.now() as now)
   select coalesce(array_agg(distinct d.tenant_id), '{}') as "tenantIds" from (
     select e.tenant_id from intake.erasure_due e where e.look_at <= (select now from clock) order by e.look_at
     limit ${WINDOW}
   ) d`,
);
const nextDue = statement(
  "intake.next_erasure_due",
  `select complainant_id as "complainantId" from intake.erasure_due
   where tenant_id = $1 and look_at <= $2 order by look_at limit 1 for update skip locked`,
);

/** Tenants of which somebody's data is to be looked at now; along the index of what is due. */
export async function tenantsWithErasuresDue(database: Database): Promise<readonly TenantId[]> {
  const [row] = await database.relay.rows<{ tenantIds: TenantId[] }>(tenantsDue);
  return row?.tenantIds ?? [];
}

/** The person whose data is to be looked at next; nobody else can until the unit ends, however it ends. */
export async function nextErasureDue(uow: UnitOfWork): Promise<string | undefined> {
  const values = [uow.scope.tenantId, formatInstant(uow.now)];
  return (await uow.one<{ complainantId: string }>(nextDue, values))?.complainantId;
}
