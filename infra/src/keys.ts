import { tenantScope, type TenantId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { openMasterKeys, rewrapTenantKeys, rotateTenantKey, type MasterKeys } from "@hearken/service-kit";
import { houseEnvironment } from "./environment.js";
import { trustOf } from "./identity.js";
import { onKeptDatabase } from "./kept-database.js";

const TENANTS = statement("infra.tenants", "select tenant_id as id from platform.tenant_state order by 1");

/** Gives every tenant a new key, which seals from two hours later on; what was sealed before stays as it is. */
export function rotateKeys(): Promise<void> {
  return forEachTenant("generation", rotateTenantKey);
}

/** Wraps every tenant's keys by the first master key, so that the others can be given up. */
export function rewrapKeys(): Promise<void> {
  return forEachTenant("rewrapped", rewrapTenantKeys);
}

/** Does it for one tenant after another, and prints a line of JSON for each. */
async function forEachTenant(
  says: string,
  work: (uow: UnitOfWork, master: MasterKeys) => Promise<number>,
): Promise<void> {
  const environment = houseEnvironment();
  const master = await openMasterKeys((await trustOf(environment)).masterKeyFiles);
  await onKeptDatabase(environment, async (database) => {
    for (const { id } of await database.relay.rows<{ id: TenantId }>(TENANTS)) {
      const answer = await database.write(tenantScope(id), (uow) => work(uow, master));
      process.stdout.write(`${JSON.stringify({ tenantId: id, [says]: answer })}\n`);
    }
  });
}
