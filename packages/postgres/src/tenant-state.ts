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

/** Tells every process that who may do what in this tenant has changed. Makes the tenant's row when it is the first. */
export async function bumpAccessVersion(uow: UnitOfWork): Promise<void> {
  await uow.run(BUMP_ACCESS, [uow.scope.tenantId]);
}

/** Tells every process that the tenant's rules or calendars have changed. */
export async function bumpRulesVersion(uow: UnitOfWork): Promise<void> {
  await uow.run(BUMP_RULES, [uow.scope.tenantId]);
}
