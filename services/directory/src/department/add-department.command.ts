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
import { isManageable } from "../organization/manageable.js";
import { organizationOf } from "../organization/organization.query.js";
import { staffOf } from "../staff/staff.query.js";
import type { Department } from "./department.js";
import { departmentOf } from "./department.query.js";
import { insertDepartment } from "./department.repository.js";

export interface AddDepartment {
  readonly id?: DepartmentId;
  readonly organizationId: OrganizationId;
  readonly parentId: DepartmentId | null;
  readonly headId: StaffId | null;
  readonly name: string;
}

/** Enters a department; `undefined` when the actor manages no such organization, or does not see the parent or the head. */
export async function addDepartment(
  uow: UnitOfWork,
  command: AddDepartment,
  actor: Actor,
): Promise<Department | Refusal | undefined> {
  const { id, organizationId, parentId, headId, name } = command;
  const organization = await organizationOf(uow, organizationId);
  if (organization === undefined || !isManageable(uow.scope.reach, organizationId)) return undefined;
  if (parentId !== null) {
    const parent = await departmentOf(uow, parentId);
    if (parent === undefined) return undefined;
    if (parent.organizationId !== organizationId) return elsewhere("parentId");
  }
  if (headId !== null) {
    const head = await staffOf(uow, headId);
    if (head?.leftAt !== null) return undefined;
    if (head.organizationId !== organizationId) return elsewhere("headId");
  }
  const department: Department = {
    tenantId: uow.scope.tenantId,
    id: id ?? newId<"Department">(),
    organizationId,
    parentId,
    headId,
    name,
    version: 1,
    addedAt: uow.now,
  };
  await insertDepartment(uow, department, actor);
  return department;
}

function elsewhere(field: string): Refusal {
  return refuse(
    "INVALID_INPUT",
    { en: "This belongs to another organization.", "zh-CN": "所选对象属于其他组织。" },
    { path: ["input", field] },
  );
}
