import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { fileComplaints } from "../complaint/file-complaints.command.js";
import { advanced, type ComplaintImport, type ImportId } from "./complaint-import.js";
import { takeImport, updateImport } from "./import.repository.js";
import { judgeRows, type Judging, type ReadFiling } from "./judge-rows.command.js";
import { insertReport } from "./report.repository.js";
import { openBatch } from "./sealed-file.repository.js";

export interface FileBatch extends Pick<Platform, "rulebook" | "keyring"> {
  readonly id: ImportId;
  readonly principal: Judging["principal"];
  readonly readFiling: ReadFiling;
}

/**
 * Files the next batch of an import, each row as `importComplaint` would, and writes how far it has come in the same
 * transaction: whoever is killed in between has done nothing.
 * Answers the import as it stands then; `undefined` when nothing of it is left, or somebody else is at it.
 */
export async function fileBatch(
  uow: UnitOfWork,
  { id, principal, rulebook, keyring, readFiling }: FileBatch,
): Promise<ComplaintImport | undefined> {
  const one = await takeImport(uow, id);
  if (one?.state !== "running" || one.batchesDone === one.batches) return undefined;
  const rows = await openBatch(uow, keyring, { id, batch: one.batchesDone + 1 });
  const judged = await judgeRows(uow, { one, principal, rulebook, keyring, readFiling }, rows);
  const filed = judged.map(({ prepared }) => prepared).filter((prepared) => prepared !== undefined);
  const after = advanced(
    one,
    judged.map(({ outcome }) => outcome),
  );
  await Promise.all([
    fileComplaints(uow, filed, principal.actor),
    insertReport(
      uow,
      one,
      judged.map(({ prepared: _, ...row }) => row),
    ),
    updateImport(uow, after),
  ]);
  return after;
}
