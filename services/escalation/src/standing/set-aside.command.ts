import type { ComplaintId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const setAsideOne = statement(
  "escalation.set_aside",
  "update escalation.standing set next_change_at = null, fault = $3 where tenant_id = $1 and complaint_id = $2",
);

/** Takes a complaint that cannot be written out of the way of the others, until an operator or a new fact comes. */
export async function setAside(uow: UnitOfWork, complaintId: ComplaintId, fault: string): Promise<void> {
  await uow.run(setAsideOne, [uow.scope.tenantId, complaintId, fault.slice(0, 1_000)]);
}
