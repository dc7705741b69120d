import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Unit } from "./unit.js";
import { unitTable } from "./unit.table.js";

/** False, and nothing written, when the project has a unit with this label. */
export async function insertUnit(uow: UnitOfWork, unit: Unit, actor: Actor): Promise<boolean> {
  const inserted = await uow.manager
    .createQueryBuilder()
    .insert()
    .into(unitTable)
    .values(unit)
    .orIgnore()
    .returning("id")
    .execute();
  if ((inserted.raw as readonly unknown[]).length === 0) return false;
  await append(uow, {
    stream: organizationStream(unit.organizationId),
    expected: "any",
    events: [event("unit.added", { unitId: unit.id, projectId: unit.projectId })],
    actor,
  });
  return true;
}
