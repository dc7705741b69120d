import { tenantScope, type Scope } from "@hearken/kernel";
import { CommitUnknown, DatabaseUnavailable } from "@hearken/postgres";
import { pollingWorker, type Platform, type Worker } from "@hearken/service-kit";
import { failTrial } from "./fail-trial.command.js";
import { organizationsOfTrial, unfinishedTrials, type UnfinishedTrial } from "./trials.query.js";
import { tryPage } from "./try-page.command.js";

/** What trials are worked on with. */
export type Trying = Pick<Platform, "database" | "rulebook" | "log">;

const PAGE = 500;
const POLL_MS = 500;

/**
 * The worker that carries out trials, a page of each at a time. Any number of processes may run it at once: a trial is
 * held for a page, and its progress is written with the page, so that whoever comes next goes on where it was left.
 */
export function trialWorker(platform: Trying): Worker {
  return pollingWorker({
    name: "escalation.trials",
    log: platform.log,
    everyMs: POLL_MS,
    round: async () => ({ done: await onePageOfEach(platform, PAGE) }),
  });
}

/** Works by hand until no trial is left; answers how many pages were worked through. */
export async function runTrials(platform: Trying, page = PAGE): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await onePageOfEach(platform, page);
    if (done === 0) return total;
    total += done;
  }
}

/** One page of each trial: none waits for all of another's. */
async function onePageOfEach(platform: Trying, page: number): Promise<number> {
  let done = 0;
  for (const trial of await unfinishedTrials(platform.database)) if (await onePage(platform, trial, page)) done += 1;
  return done;
}

/** Whether anything was done. A page that cannot be tried at all ends the trial with its reason. */
async function onePage({ database, rulebook, log }: Trying, trial: UnfinishedTrial, limit: number): Promise<boolean> {
  const { tenantId, id } = trial;
  const organizations = await database.read(tenantScope(tenantId), (uow) => organizationsOfTrial(uow, id));
  if (organizations === undefined) return false;
  const scope: Scope =
    organizations === null
      ? tenantScope(tenantId)
      : { tenantId, reach: { kind: "organizations", organizationIds: organizations } };
  try {
    return (await database.write(scope, (uow) => tryPage(uow, { rulebook, id, organizations, limit }))) !== undefined;
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof CommitUnknown) throw error;
    log.error({ err: error, tenantId, trialId: id }, "a trial cannot go on and is given up");
    const fault = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await database.write(scope, (uow) => failTrial(uow, id, fault));
    return true;
  }
}
