import { statement } from "./statement.js";
import type { UnitOfWork } from "./unit-of-work.js";

const BUMP_ACCESS = statement(
  "platform.bump_access_version",
  `insert into platform.tenant_state (tenant_id) values ($1)
   on conflict (tenant_id) do update set access_version = tenant_state.access_version + 1`,
);

const BUMP_RULES = statement(
  "platform.bump_rules_version",
  `insert into platform.tenant_state (tenant_id) values ($1)
   on conflict (tenant_id) do update set rules_version = tenant_state.rules_version + 1`,
);

const SET_DISABLED = statement(
  "platform.set_tenant_disabled",
  `update platform.tenant_state set disabled_at = case when $2::boolean then platform.now() end,
     access_version = access_version + 1
   where tenant_id = $1 and (disabled_at is not null) <> $2::boolean`,
);

/**
 * Closes the whole tenant to everybody in it, or opens it again, and tells every process so. Answers whether anything
 * changed: not for a tenant that stands so already, or that there is not.
 */
export async function setTenantDisabled(uow: UnitOfWork, isDisabled: boolean): Promise<boolean> {
  return (await uow.run(SET_DISABLED, [uow.scope.tenantId, isDisabled])) > 0;
}

/** Tells every process that who may do what in this tenant has changed. Makes the tenant's row when it is the first. */
export async function bumpAccessVersion(uow: UnitOfWork): Promise<void> {
  await uow.run(BUMP_ACCESS, [uow.scope.tenantId]);
}

/** Tells every process that the tenant's rules or calendars have changed. */
export async function bumpRulesVersion(uow: UnitOfWork): Promise<void> {
  await uow.run(BUMP_RULES, [uow.scope.tenantId]);
}
