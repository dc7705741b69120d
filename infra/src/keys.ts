import { tenantScope, type TenantId } from "@hearken/kernel";
import { openDatabase, statement, type Database } from "@hearken/postgres";
import { openMasterKeys, rewrapTenantKeys, rotateTenantKey, type MasterKeys } from "@hearken/service-kit";
import { startEmbedded } from "./embedded-postgres.js";
import { houseEnvironment } from "./environment.js";
import { trustOf } from "./identity.js";

const TENANTS = statement("infra.tenants", "select tenant_id as id from platform.tenant_state order by 1");

/** Gives every tenant a new key, which seals from two hours later on; what was sealed before stays as it is. */
export function rotateKeys(): Promise<void> {
  return forEachTenant(async (database, master, tenantId) => {
    const generation = await database.write(tenantScope(tenantId), (uow) => rotateTenantKey(uow, master));
    return { tenantId, generation };
  });
}

/** Wraps every tenant's keys by the first master key, so that the others can be given up. */
export function rewrapKeys(): Promise<void> {
  return forEachTenant(async (database, master, tenantId) => {
    const rewrapped = await database.write(tenantScope(tenantId), (uow) => rewrapTenantKeys(uow, master));
    return { tenantId, rewrapped };
  });
}

/** Does it for one tenant after another, and prints a line of JSON for each. */
async function forEachTenant(
  work: (database: Database, master: MasterKeys, tenantId: TenantId) => Promise<object>,
): Promise<void> {
  const environment = houseEnvironment();
  const master = await openMasterKeys((await trustOf(environment)).masterKeyFiles);
  const server = environment.database === undefined ? await startEmbedded({ name: "postgres" }) : undefined;
  const { url, appUrl, relayUrl } = environment.database ?? { url: server?.url ?? "" };
  const database = await openDatabase({
    url,
    ...(appUrl === undefined ? {} : { appUrl }),
    ...(relayUrl === undefined ? {} : { relayUrl }),
  });
  try {
    for (const { id } of await database.relay.rows<{ id: TenantId }>(TENANTS)) {
      process.stdout.write(`${JSON.stringify(await work(database, master, id))}\n`);
    }
  } finally {
    await database.close();
    await server?.stop();
  }
}
