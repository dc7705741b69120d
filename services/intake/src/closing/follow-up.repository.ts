import type { UnitOfWork } from "@hearken/postgres";
import type { FollowUp } from "./follow-up.js";
import { followUpTable } from "./follow-up.table.js";

/** Writes it: one statement. */
export function putFollowUp(row: FollowUp): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(followUpTable, row);
}
