import type { UnitOfWork } from "@hearken/postgres";
import { ended, type ComplaintImport, type ImportId } from "./complaint-import.js";
import type { ImportFault } from "./fault.js";
import { dropUploaded, takeImport, updateImport } from "./import.repository.js";
import { dropEarlierReports } from "./report.repository.js";
import { tellImport } from "./tell-import.command.js";

export interface EndImport {
  readonly id: ImportId;
  readonly state: "done" | "stopped" | "failed";
  readonly fault?: ImportFault;
}

/**
 * Ends an import that is under way, or stops it until somebody starts it again; what is not needed any more is deleted.
 * Answers whether it did; somebody else may have.
 */
export async function endImport(uow: UnitOfWork, { id, state, fault }: EndImport): Promise<boolean> {
  const one = await takeImport(uow, id);
  if (one === undefined) return false;
  const after = ended(one, { state, now: uow.now }, fault ?? null);
  await Promise.all([
    updateImport(uow, after),
    tellImport(uow, after),
    dropEarlierReports(uow, after),
    dropWhat(uow, after),
  ]);
  return true;
}

async function dropWhat(uow: UnitOfWork, { id, keptUntil }: ComplaintImport): Promise<void> {
  if (keptUntil === null) await dropUploaded(uow, id);
}
