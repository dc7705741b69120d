import { tenantScope, type Scope } from "@hearken/kernel";
import { CommitUnknown, DatabaseUnavailable } from "@hearken/postgres";
import type { Platform, Stoppable, Worker } from "@hearken/service-kit";
import { failTrial } from "./fail-trial.command.js";
import { organizationsOfTrial, unfinishedTrials, type UnfinishedTrial } from "./trials.query.js";
import { tryPage } from "./try-page.command.js";

/** What trials are worked on with. */
export type Trying = Pick<Platform, "database" | "rulebook" | "log">;

const PAGE = 500;
const POLL_MS = 500;
const MOST_REST_MS = 5_000;

/**
 * The worker that carries out trials, a page of each at a time. Any number of processes may run it at once: a trial is
 * held for a page, and its progress is written with the page, so that whoever comes next goes on where it was left.
 */
export function trialWorker(platform: Trying): Worker {
  return {
    name: "escalation.trials",
    start(): Stoppable {
      const ended = new AbortController();
      const done = keepTrying(platform, ended.signal);
      return {
        async stop() {
          ended.abort();
          await done;
        },
      };
    },
  };
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

async function keepTrying(platform: Trying, ended: AbortSignal): Promise<void> {
  let failures = 0;
  while (!ended.aborted) {
    try {
      const done = await onePageOfEach(platform, PAGE);
      failures = 0;
      if (done === 0) await pause(POLL_MS, ended);
    } catch (error) {
      failures += 1;
      platform.log.warn({ err: error, failures }, "the worker of trials could not work and tries again");
      await pause(Math.min(MOST_REST_MS, POLL_MS * 2 ** failures), ended);
    }
  }
}

/** Ends early when the work is to end. */
async function pause(ms: number, ended: AbortSignal): Promise<void> {
  if (ended.aborted) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      ended.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended.addEventListener("abort", done);
  });
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
