import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, DepartmentId, StaffId } from "@hearken/kernel";
import { bumpAccessVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Department } from "./department.js";
import { departmentTable } from "./department.table.js";

const leaveHeadless = statement(
  "directory.leave_departments_headless",
  `update directory.department set head_id = null, version = version + 1 where tenant_id = $1 and head_id = $2`,
);

const setHead = statement(
  "directory.set_head_of_department",
  `update directory.department set head_id = $3, version = version + 1 where tenant_id = $1 and id = $2`,
);

export async function insertDepartment(uow: UnitOfWork, department: Department, actor: Actor): Promise<void> {
  await uow.manager.insert(departmentTable, department);
  await bumpAccessVersion(uow);
  await append(uow, {
    stream: organizationStream(department.organizationId),
    expected: "any",
    events: [event("department.added", { departmentId: department.id })],
    actor,
  });
}

/** Before anyone else heads it: part of founding a department with its people. */
export async function giveHead(uow: UnitOfWork, departmentId: DepartmentId, headId: StaffId): Promise<void> {
  await uow.run(setHead, [uow.scope.tenantId, departmentId, headId]);
}

/** Whoever left heads nothing any more. */
export async function takeHead(uow: UnitOfWork, headId: StaffId): Promise<void> {
  await uow.run(leaveHeadless, [uow.scope.tenantId, headId]);
}
