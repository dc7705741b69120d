import type { UnitOfWork } from "@hearken/postgres";
import type { BulletinSection } from "./bulletin.js";
import { bulletinTable } from "./bulletin.table.js";

/** Keeps what a bulletin says. */
export async function writeSections(uow: UnitOfWork, id: string, sections: readonly BulletinSection[]): Promise<void> {
  await uow.manager.update(bulletinTable, { tenantId: uow.scope.tenantId, id }, { sections: [...sections] });
}
