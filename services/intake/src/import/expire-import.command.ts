import type { UnitOfWork } from "@hearken/postgres";
import { ended, type ImportId } from "./complaint-import.js";
import { dropUploaded, holdImport, updateImport } from "./import.repository.js";

/** Deletes what was uploaded once its time is over, whatever became of the import; its report stays. */
export async function expireImport(uow: UnitOfWork, id: ImportId): Promise<void> {
  const one = await holdImport(uow, id);
  if (one?.keptUntil == null || one.keptUntil >= uow.now) return;
  const isDone = one.state === "done";
  const after = isDone ? { ...one, keptUntil: null } : ended(one, { state: "expired", now: uow.now }, one.fault);
  await Promise.all([updateImport(uow, after), dropUploaded(uow, id)]);
}
