import { refuse, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { ended, isOver, type ComplaintImport, type ImportId } from "./complaint-import.js";
import { dropUploaded, holdImport, updateImport } from "./import.repository.js";

/**
 * Ends an import and deletes what was uploaded; what was filed stays, and so does the report. `undefined`: there is none
 * within reach. Refused when it is over.
 */
export async function cancelImport(uow: UnitOfWork, id: ImportId): Promise<ComplaintImport | Refusal | undefined> {
  const one = await holdImport(uow, id);
  if (one === undefined) return undefined;
  if (isOver(one)) return refuse("ILLEGAL_TRANSITION", OVER);
  const after = ended(one, { state: "cancelled", now: uow.now });
  await Promise.all([updateImport(uow, after), dropUploaded(uow, id)]);
  return after;
}

const OVER = { en: "The import is over.", "zh-CN": "导入已结束。" };
