import type { UnitOfWork } from "@hearken/postgres";
import type { Reply } from "./reply.js";
import { replyTable } from "./reply.table.js";

/** Writes it: one statement. */
export function putReply(row: Reply): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(replyTable, row);
}
