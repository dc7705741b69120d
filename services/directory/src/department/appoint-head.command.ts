import type { DepartmentId, StaffId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { giveHead, takeHead } from "./department.repository.js";

/** Names the head of a department of the same organization; the database refuses anyone else. */
export async function appointHead(uow: UnitOfWork, departmentId: DepartmentId, headId: StaffId): Promise<void> {
  await giveHead(uow, departmentId, headId);
}

/** Whoever left heads nothing any more. */
export async function dismissHead(uow: UnitOfWork, headId: StaffId): Promise<void> {
  await takeHead(uow, headId);
}
