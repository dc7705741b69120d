import { formatInstant, type ComplaintId, type Instant, type TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";

/** What time has in store. */
export interface Due {
  readonly now: Instant;
  /** Tenants with complaints whose time has come. */
  readonly tenantIds: readonly TenantId[];
  /** Tenants whose rules changed and whose standings are not all made due yet. */
  readonly changedTenantIds: readonly TenantId[];
  /** The earliest instant at which anything changes by itself; `null`: never. */
  readonly nextAt: Instant | null;
}

const WINDOW = 1_000;

const nextDue = statement(
  "escalation.next_due",
  `with clock as materialized (select platform.now() as now),
   first as materialized (
     select s.tenant_id from escalation.standing s where s.next_change_at <= (select now from clock)
     order by s.next_change_at limit ${WINDOW}
   )
   select (select now from clock) as now, (select min(next_change_at) from escalation.standing) as "nextAt",
     (select count(*)::int4 from first) as found,
     (select coalesce(array_agg(distinct tenant_id), '{}') from first) as "tenantIds",
     (select coalesce(array_agg(tenant_id), '{}') from escalation.rules_change) as "changedTenantIds"`,
);

/** Steps from tenant to tenant along the index, so that a tenant with very much due hides nobody. */
const everyTenantDue = statement(
  "escalation.every_tenant_due",
  `with recursive clock as materialized (select platform.now() as now), tenant(id) as (
     (select tenant_id from escalation.standing where next_change_at is not null order by tenant_id limit 1)
     union all
     select (select s.tenant_id from escalation.standing s
             where s.tenant_id > tenant.id and s.next_change_at is not null order by s.tenant_id limit 1)
     from tenant where tenant.id is not null
   )
   select coalesce(array_agg(id), '{}') as "tenantIds" from tenant
   where exists (select from escalation.standing s where s.tenant_id = tenant.id and s.next_change_at <= (select now from clock))`,
);

const claimDue = statement(
  "escalation.claim_due",
  `select complaint_id as "complaintId" from escalation.standing
   where tenant_id = $1 and next_change_at <= $2 order by next_change_at limit $3 for no key update skip locked`,
);

/** Looks across all tenants, along the index of what is due: its cost does not grow with what is not. */
export async function nextDueOf(database: Database): Promise<Due> {
  const [row] = await database.relay.rows<Due & { readonly found: number }>(nextDue);
  if (row === undefined) throw new Error("the clock did not answer");
  const { found, ...due } = row;
  if (found < WINDOW) return due;
  const [all] = await database.relay.rows<Pick<Due, "tenantIds">>(everyTenantDue);
  return { ...due, tenantIds: all?.tenantIds ?? due.tenantIds };
}

/** Takes complaints whose time has come; nobody else can until the unit ends, however it ends. */
export async function claimDueComplaints(uow: UnitOfWork, limit: number): Promise<readonly ComplaintId[]> {
  const rows = await uow.rows<{ complaintId: ComplaintId }>(claimDue, [
    uow.scope.tenantId,
    formatInstant(uow.now),
    limit,
  ]);
  return rows.map(({ complaintId }) => complaintId);
}
