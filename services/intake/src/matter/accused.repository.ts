import type { UnitOfWork } from "@hearken/postgres";
import type { Accused } from "./accused.js";
import { accusedTable } from "./accused.table.js";

/** Writes it: one statement. */
export function putAccused(row: Accused): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(accusedTable, row);
}
