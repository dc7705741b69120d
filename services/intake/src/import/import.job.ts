import { tenantScope } from "@hearken/kernel";
import { CommitUnknown, DatabaseUnavailable } from "@hearken/postgres";
import {
  can,
  openActingFor,
  pollingWorker,
  type ActingFor,
  type Platform,
  type Round,
  type Worker,
} from "@hearken/service-kit";
import { takenKey } from "../complaint/taken-key.js";
import type { ComplaintImport } from "./complaint-import.js";
import { endImport } from "./end-import.command.js";
import { expireImport } from "./expire-import.command.js";
import { INTERNAL, RIGHTS_LOST } from "./fault.js";
import { fileBatch } from "./file-batch.command.js";
import { importById, importsKeptTooLong, importsUnderWay, type ImportOfTenant } from "./imports.query.js";
import type { ReadFiling } from "./judge-rows.command.js";
import { readImport } from "./read-import.command.js";

const POLL_MS = 500;
/** Another may file the same reference at the same moment: the next attempt finds it there. */
const ATTEMPTS = 5;

/** What imports are worked on with. */
export interface Importing {
  readonly platform: Platform;
  readonly readFiling: ReadFiling;
}

interface Working extends Importing {
  readonly acting: ActingFor;
}

/**
 * The worker that carries out imports, a batch of each at a time. Any number of processes may run it at once: an import is
 * held for a batch, and its progress is written with what was filed, so that whoever comes next goes on where it was left.
 */
export function importWorker(importing: Importing): Worker {
  const working = withActing(importing);
  const { log } = importing.platform;
  const round = async (): Promise<Round> => ({ done: await oneStepOfEach(working) });
  return pollingWorker({ name: "intake.imports", log, everyMs: POLL_MS, round });
}

/** Works by hand until nothing is left to do; answers how many steps that took. */
export async function runImports(importing: Importing): Promise<number> {
  const working = withActing(importing);
  let total = 0;
  for (;;) {
    const done = await oneStepOfEach(working);
    if (done === 0) return total;
    total += done;
  }
}

function withActing(importing: Importing): Working {
  return { ...importing, acting: openActingFor(importing.platform) };
}

/** One step of each import: none waits for all of another's. */
async function oneStepOfEach(working: Working): Promise<number> {
  const { database } = working.platform;
  for (const { tenantId, id } of await importsKeptTooLong(database))
    await database.write(tenantScope(tenantId), (uow) => expireImport(uow, id));
  let done = 0;
  for (const which of await importsUnderWay(database)) {
    if (await oneStep(working, which)) done += 1;
  }
  return done;
}

/** Whether anything was done. What goes wrong for no reason of the file's stops the import, to be started again. */
async function oneStep(working: Working, which: ImportOfTenant): Promise<boolean> {
  const { database, log } = working.platform;
  const { tenantId, id } = which;
  const scope = tenantScope(tenantId);
  const one = await database.read(scope, (uow) => importById(uow, id));
  if (one === undefined) return false;
  try {
    if (one.state === "waiting") return await readImport(working.platform, tenantId, one);
    if (one.state !== "running") return false;
    if (one.batchesDone === one.batches)
      return await database.write(scope, (uow) => endImport(uow, { id, state: "done" }));
    return await nextBatch(working, which, one);
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof CommitUnknown) throw error;
    log.error({ err: error, tenantId, importId: id }, "an import cannot go on and is stopped");
    return database.write(scope, (uow) => endImport(uow, { id, state: "stopped", fault: INTERNAL }));
  }
}

/** Files a batch under the rights that whoever started the import has now; without them it is stopped. */
async function nextBatch(working: Working, { tenantId, id }: ImportOfTenant, one: ComplaintImport): Promise<boolean> {
  const { platform, readFiling, acting } = working;
  const { rulebook, keyring, database } = platform;
  for (let tried = 1; ; tried += 1) {
    try {
      const outcome = await acting.write({ tenantId, subject: one.startedBy ?? "" }, async (uow, principal) => {
        if (!can(principal, "complaint.import", one) || !can(principal, "complaint.file", one)) return "may not";
        return (await fileBatch(uow, { id, principal, rulebook, keyring, readFiling })) !== undefined;
      });
      if (typeof outcome === "boolean") return outcome;
      return await database.write(tenantScope(tenantId), (uow) =>
        endImport(uow, { id, state: "stopped", fault: RIGHTS_LOST }),
      );
    } catch (error) {
      if (takenKey(error) === undefined || tried === ATTEMPTS) throw error;
    }
  }
}
