import {
  newId,
  refuse,
  type Actor,
  type DepartmentId,
  type OrganizationId,
  type Refusal,
  type StaffId,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { departmentOf } from "../department/department.query.js";
import { isManageable } from "../organization/manageable.js";
import { organizationOf } from "../organization/organization.query.js";
import type { Staff } from "./staff.js";
import { insertStaff } from "./staff.repository.js";

export interface AddStaff {
  readonly id?: StaffId;
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId | null;
  readonly name: string;
}

/** Takes a person in, without post or grant; `undefined` when the actor manages no such organization or sees no such department. */
export async function addStaff(uow: UnitOfWork, command: AddStaff, actor: Actor): Promise<Staff | Refusal | undefined> {
  const { id, organizationId, departmentId, name } = command;
  const organization = await organizationOf(uow, organizationId);
  if (organization === undefined || !isManageable(uow.scope.reach, organizationId)) return undefined;
  if (departmentId !== null) {
    const department = await departmentOf(uow, departmentId);
    if (department === undefined) return undefined;
    if (department.organizationId !== organizationId) {
      return refuse(
        "INVALID_INPUT",
        { en: "The department belongs to another organization.", "zh-CN": "该部门属于其他组织。" },
        { path: ["input", "departmentId"] },
      );
    }
  }
  const staff: Staff = {
    tenantId: uow.scope.tenantId,
    id: id ?? newId<"Staff">(),
    organizationId,
    departmentId,
    name,
    version: 1,
    joinedAt: uow.now,
    leftAt: null,
  };
  await insertStaff(uow, staff, actor);
  return staff;
}
