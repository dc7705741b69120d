import { MINUTE, tenantScope, type TenantId } from "@hearken/kernel";
import { pollingWorker, type Platform, type Worker } from "@hearken/service-kit";
import { countInClear, everyTenantOf } from "./in-clear.query.js";
import { sealComplainants } from "./seal-complainants.command.js";

/** What sealing stands on. */
export type SealingPlatform = Pick<Platform, "database" | "keyring" | "log">;

const BATCH = 200;
/** Whoever writes in clear is a version that is being replaced: nobody waits for this. */
const REST = 5 * MINUTE;

/**
 * Seals the people whom the version before wrote in clear, a batch in each transaction. Any number of processes may run
 * it; it goes once a `contract` has dropped the columns (ADR 19).
 */
export function sealingWorker(platform: SealingPlatform): Worker {
  return pollingWorker({
    name: "intake.sealing",
    log: platform.log,
    everyMs: REST,
    round: async () => ({ done: await runSealing(platform) }),
  });
}

/** Seals by hand until nobody of any tenant is kept in clear; answers how many were sealed. */
export async function runSealing(platform: SealingPlatform): Promise<number> {
  let total = 0;
  for (const tenantId of await everyTenantOf(platform.database)) total += await sealTenant(platform, tenantId);
  return total;
}

async function sealTenant({ database, keyring, log }: SealingPlatform, tenantId: TenantId): Promise<number> {
  let total = 0;
  for (;;) {
    const sealed = await database.write(tenantScope(tenantId), (uow) =>
      sealComplainants(uow, { keyring, limit: BATCH }),
    );
    if (sealed === 0) return total;
    total += sealed;
    const left = await database.read(tenantScope(tenantId), countInClear);
    log.info({ tenantId, sealed, left }, "people who were kept in clear are sealed");
  }
}
