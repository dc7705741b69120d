import { DAY, SECOND, tenantScope, type Instant, type TenantId } from "@hearken/kernel";
import { CommitUnknown, DatabaseUnavailable } from "@hearken/postgres";
import { pollingWorker, type Platform, type Worker } from "@hearken/service-kit";
import { eraseWhenDue, lookLater } from "./erase-when-due.command.js";
import { nextErasureDue, tenantsWithErasuresDue } from "./erasure-due.query.js";

/** What erasing stands on. */
export type ErasurePlatform = Pick<Platform, "database" | "rulebook" | "log">;

const REST = 5 * SECOND;
/** People of one tenant in one round: none waits for all of another's. */
const MOST = 100;

/**
 * Erases people whose time to be kept has passed, each in a transaction of their own: one that is killed has done all
 * of it or nothing. Any number of processes may run it.
 */
export function erasureWorker(platform: ErasurePlatform): Worker {
  const { log } = platform;
  const round = async (): Promise<{ done: number }> => ({ done: await oneRound(platform) });
  return pollingWorker({ name: "intake.erasure", log, everyMs: REST, round });
}

/** Looks by hand at everybody whose time has come; answers how many were looked at. */
export async function runErasures(platform: ErasurePlatform): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await oneRound(platform);
    if (done === 0) return total;
    total += done;
  }
}

async function oneRound(platform: ErasurePlatform): Promise<number> {
  let done = 0;
  for (const tenantId of await tenantsWithErasuresDue(platform.database)) {
    for (let count = 0; count < MOST && (await lookAtNext(platform, tenantId)); count += 1) done += 1;
  }
  return done;
}

/** Whether there was anybody. */
async function lookAtNext({ database, rulebook, log }: ErasurePlatform, tenantId: TenantId): Promise<boolean> {
  let claimed: string | undefined;
  try {
    const outcome = await database.write(tenantScope(tenantId), async (uow) => {
      claimed = await nextErasureDue(uow);
      return claimed && eraseWhenDue(uow, { complainantId: claimed, rulebook });
    });
    if (outcome === "erased") log.info({ tenantId, complainantId: claimed }, "a person's data is erased by retention");
    return outcome !== undefined;
  } catch (error) {
    if (claimed === undefined || error instanceof DatabaseUnavailable || error instanceof CommitUnknown) throw error;
    const complainantId: string = claimed;
    log.error({ err: error, tenantId, complainantId }, "whether to erase a person cannot be decided; again in a day");
    await database.write(tenantScope(tenantId), (uow) => lookLater(uow, complainantId, (uow.now + DAY) as Instant));
    return true;
  }
}
