import type { Actor, Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { refuseStart, started, type ComplaintImport, type ImportId } from "./complaint-import.js";
import { holdImport, updateImport } from "./import.repository.js";
import { partsOfImports } from "./imports.query.js";

export interface StartImport {
  readonly importId: ImportId;
  /** Whether everything is judged and nothing filed. */
  readonly isDryRun: boolean;
}

/**
 * Starts an import, or goes on with one that was stopped, under the rights of whoever starts it; a dry run that is done is
 * carried out by it. `undefined`: there is none within reach. Refused: see `refuseStart`.
 */
export async function startImport(
  uow: UnitOfWork,
  { importId, isDryRun }: StartImport,
  actor: Actor,
): Promise<ComplaintImport | Refusal | undefined> {
  const one = await holdImport(uow, importId);
  if (one === undefined) return undefined;
  const refusal = refuseStart(one, (await partsOfImports(uow, [importId])).length);
  if (refusal !== undefined) return refusal;
  const after = started(one, { isDryRun, by: { id: actor.id, kind: actor.kind }, now: uow.now });
  await updateImport(uow, after);
  return after;
}
