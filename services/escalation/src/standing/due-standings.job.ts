import { tenantScope, type ComplaintId, type TenantId } from "@hearken/kernel";
import { CommitUnknown, DatabaseUnavailable } from "@hearken/postgres";
import { pollingWorker, type Platform, type Worker } from "@hearken/service-kit";
import { makeNextDue } from "./evaluate-anew.command.js";
import { claimDueComplaints, nextDueOf } from "./due-standings.query.js";
import { reEvaluate } from "./re-evaluate-complaint.command.js";
import { report, type ReEvaluated } from "./re-evaluated.js";
import { setAside } from "./set-aside.command.js";

/** What the worker of time stands on. */
export type Timekeeping = Pick<Platform, "database" | "rulebook" | "log">;

const BATCH = 200;
/** Standings looked at in one transaction after a change of rules. */
const STEP = 2_000;
const POLL_MS = 200;

/**
 * The worker of time: evaluates complaints whose time has come. Any number of processes may run it at once.
 * A claim lives and dies with its transaction, so that a killed worker's complaints are free at once and nothing is done twice.
 */
export function dueStandingsWorker(platform: Timekeeping): Worker {
  return pollingWorker({
    name: "escalation.due_standings",
    log: platform.log,
    everyMs: POLL_MS,
    round: () => workOnce(platform),
  });
}

/** Works by hand until nothing is due by the house's clock; answers how many complaints were looked at. */
export async function runDue(platform: Timekeeping): Promise<number> {
  let total = 0;
  for (;;) {
    const { done } = await workOnce(platform);
    if (done === 0) return total;
    total += done;
  }
}

/** One batch of each tenant that has something due: none waits for all of another's. */
async function workOnce(platform: Timekeeping): Promise<{ readonly done: number; readonly waitMs: number }> {
  const { tenantIds, changedTenantIds, now, nextAt } = await nextDueOf(platform.database);
  let done = 0;
  for (const tenantId of changedTenantIds)
    done += await platform.database.write(tenantScope(tenantId), (uow) => makeNextDue(uow, STEP));
  for (const tenantId of tenantIds) done += await workFor(platform, tenantId);
  const untilNext = nextAt === null || nextAt <= now ? POLL_MS : nextAt - now;
  return { done, waitMs: Math.min(POLL_MS, untilNext) };
}

async function workFor(platform: Timekeeping, tenantId: TenantId): Promise<number> {
  const { database, rulebook, log } = platform;
  let claimed: readonly ComplaintId[] = [];
  try {
    const done = await database.write(tenantScope(tenantId), async (uow) => {
      claimed = await claimDueComplaints(uow, BATCH);
      return reEvaluate(uow, { rulebook, complaintIds: claimed, skipHeld: true });
    });
    report(log, tenantId, done);
    return done.length;
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof CommitUnknown) throw error;
    log.error({ err: error, tenantId, complaints: claimed.length }, "a batch failed and is worked through one by one");
    return oneByOne(platform, { tenantId, complaintIds: claimed });
  }
}

/** Finds the complaint that spoils a batch and sets it aside, so that the others flow. */
async function oneByOne(
  platform: Timekeeping,
  { tenantId, complaintIds }: { readonly tenantId: TenantId; readonly complaintIds: readonly ComplaintId[] },
): Promise<number> {
  const { database, rulebook, log } = platform;
  for (const complaintId of complaintIds) {
    let done: readonly ReEvaluated[];
    try {
      done = await database.write(tenantScope(tenantId), (uow) =>
        reEvaluate(uow, { rulebook, complaintIds: [complaintId] }),
      );
    } catch (error) {
      if (error instanceof DatabaseUnavailable || error instanceof CommitUnknown) throw error;
      const fault = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      await database.write(tenantScope(tenantId), (uow) => setAside(uow, complaintId, fault));
      done = [{ complaintId, outcome: "faulted", fault, unreckonedYears: [] }];
    }
    report(log, tenantId, done);
  }
  return complaintIds.length;
}
