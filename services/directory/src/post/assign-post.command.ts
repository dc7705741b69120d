import {
  newId,
  refuse,
  type Actor,
  type DepartmentId,
  type Instant,
  type ProjectId,
  type Refusal,
  type StaffId,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { departmentOf } from "../department/department.query.js";
import { isManageable } from "../organization/manageable.js";
import { projectOf } from "../project/project.query.js";
import type { Staff } from "../staff/staff.js";
import { staffHeld } from "../staff/staff.query.js";
import { noteChange } from "../staff/note-change.command.js";
import { refuseStale } from "../version/stale-version.js";
import { refuseHolding, type PostHolding, type PostHoldingId } from "./post-holding.js";
import { holdingsOfStaff } from "./post-holding.query.js";
import { insertHolding } from "./post-holding.repository.js";

export interface AssignPost {
  readonly id?: PostHoldingId;
  readonly staffId: StaffId;
  readonly post: string;
  readonly projectId: ProjectId | null;
  readonly departmentId: DepartmentId | null;
  /** Now when absent. */
  readonly fromAt?: Instant | undefined;
  readonly toAt?: Instant | undefined;
  readonly expectedVersion?: number | undefined;
}

export interface Assigned {
  readonly holding: PostHolding;
  readonly staff: Staff;
}

/** Gives a person a post; `undefined` when the actor manages no such person, or does not see the project or department. */
export async function assignPost(
  uow: UnitOfWork,
  command: AssignPost,
  actor: Actor,
): Promise<Assigned | Refusal | undefined> {
  const staff = await staffHeld(uow, command.staffId);
  if (staff?.leftAt !== null || !isManageable(uow.scope.reach, staff.organizationId)) return undefined;
  const stale = refuseStale(command.expectedVersion, staff.version);
  if (stale !== undefined) return stale;
  const place = await checkPlace(uow, command, staff);
  if (place !== "fits") return place;
  const holding: PostHolding = {
    tenantId: uow.scope.tenantId,
    id: command.id ?? newId<"PostHolding">(),
    organizationId: staff.organizationId,
    staffId: staff.id,
    post: command.post,
    projectId: command.projectId,
    departmentId: command.departmentId,
    fromAt: command.fromAt ?? uow.now,
    toAt: command.toAt ?? null,
  };
  const refusal = refuseHolding(holding, await holdingsOfStaff(uow, [staff.id]), uow.now);
  if (refusal !== undefined) return refusal;
  await insertHolding(uow, holding, actor);
  return { holding, staff: await noteChange(uow, staff) };
}

async function checkPlace(
  uow: UnitOfWork,
  { projectId, departmentId }: AssignPost,
  staff: Staff,
): Promise<"fits" | Refusal | undefined> {
  if (projectId !== null && (await projectOf(uow, projectId)) === undefined) return undefined;
  if (departmentId === null) return "fits";
  const department = await departmentOf(uow, departmentId);
  if (department === undefined) return undefined;
  if (department.organizationId === staff.organizationId) return "fits";
  return refuse(
    "INVALID_INPUT",
    { en: "The department belongs to another organization.", "zh-CN": "该部门属于其他组织。" },
    { path: ["input", "departmentId"] },
  );
}
