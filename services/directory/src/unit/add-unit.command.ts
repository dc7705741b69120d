import { newId, refuse, type Actor, type LocalDate, type ProjectId, type Refusal, type UnitId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "../organization/manageable.js";
import { projectOf } from "../project/project.query.js";
import { refuseDates, type Unit } from "./unit.js";
import { insertUnit } from "./unit.repository.js";

export interface AddUnit {
  readonly id?: UnitId;
  readonly projectId: ProjectId;
  readonly label: string;
  readonly moveInOn: LocalDate | null;
  readonly warrantyEndsOn: LocalDate | null;
}

/** Enters a home; `undefined` when the actor manages no such project. */
export async function addUnit(uow: UnitOfWork, command: AddUnit, actor: Actor): Promise<Unit | Refusal | undefined> {
  const { id, projectId, label, moveInOn, warrantyEndsOn } = command;
  const project = await projectOf(uow, projectId);
  if (project === undefined || !isManageable(uow.scope.reach, project.organizationId)) return undefined;
  const refusal = refuseDates(moveInOn, warrantyEndsOn);
  if (refusal !== undefined) return refusal;
  const { tenantId, organizationId } = project;
  const unit: Unit = {
    tenantId,
    id: id ?? newId<"Unit">(),
    organizationId,
    projectId,
    label,
    moveInOn,
    warrantyEndsOn,
    version: 1,
    addedAt: uow.now,
  };
  if (await insertUnit(uow, unit, actor)) return unit;
  return refuse(
    "ALREADY_EXISTS",
    { en: "The project has a unit with this label.", "zh-CN": "该项目已有同名房屋。" },
    { path: ["input", "label"] },
  );
}
