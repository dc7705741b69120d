import type { UnitOfWork } from "@hearken/postgres";
import type { Words } from "./words.js";
import { wordsTable } from "./words.table.js";

/** Writes it: one statement. */
export function putWords(row: Words): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(wordsTable, row);
}
