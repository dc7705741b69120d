import type { UnitOfWork } from "@hearken/postgres";
import type { Evidence } from "./evidence.js";
import { evidenceTable } from "./evidence.table.js";

/** Writes it: one statement. */
export function putEvidence(row: Evidence): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(evidenceTable, row);
}
