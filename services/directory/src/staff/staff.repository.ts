import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import { bumpAccessVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Staff } from "./staff.js";
import { staffTable } from "./staff.table.js";

const leave = statement(
  "directory.leave",
  `update directory.staff set left_at = $3::timestamptz, version = version + 1 where tenant_id = $1 and id = $2`,
);

const turnVersion = statement(
  "directory.turn_version_of_staff",
  `update directory.staff set version = version + 1 where tenant_id = $1 and id = $2`,
);

export async function insertStaff(uow: UnitOfWork, staff: Staff, actor: Actor): Promise<void> {
  await uow.manager.insert(staffTable, staff);
  await bumpAccessVersion(uow);
  await append(uow, {
    stream: organizationStream(staff.organizationId),
    expected: "any",
    events: [event("staff.added", { staffId: staff.id })],
    actor,
  });
}

/** The row as it is after the person left now. */
export async function markLeft(uow: UnitOfWork, staff: Staff, actor: Actor): Promise<Staff> {
  await uow.run(leave, [staff.tenantId, staff.id, new Date(uow.now)]);
  await bumpAccessVersion(uow);
  await append(uow, {
    stream: organizationStream(staff.organizationId),
    expected: "any",
    events: [event("staff.left", { staffId: staff.id })],
    actor,
  });
  return { ...staff, leftAt: uow.now, version: staff.version + 1 };
}

/** What a person holds has changed: the next decision about it is on the next version. */
export async function turnStaffVersion(uow: UnitOfWork, staff: Staff): Promise<Staff> {
  await uow.run(turnVersion, [staff.tenantId, staff.id]);
  await bumpAccessVersion(uow);
  return { ...staff, version: staff.version + 1 };
}
