import type { UnitOfWork } from "@hearken/postgres";
import type { Contact } from "./contact.js";
import { contactTable } from "./contact.table.js";

/** Writes it: one statement. */
export function putContact(row: Contact): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(contactTable, row);
}
