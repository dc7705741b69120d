import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import { SYSTEM, tenantScope, type TenantId } from "@hearken/kernel";
import { setTenantDisabled, type Database } from "@hearken/postgres";
import { headquartersOf } from "../organization/organization.query.js";
import { organizationStream } from "../organization/organization-stream.js";

/**
 * Closes the house to everybody of a group, people and programs, at once, or opens it again; an act of whoever runs the
 * house, told in the history of headquarters. Time goes on meanwhile: what is owed stays owed.
 * Answers whether anything changed: not where the group stands so already, or is none.
 */
export function disableTenant(database: Database, tenantId: TenantId, isDisabled: boolean): Promise<boolean> {
  return database.write(tenantScope(tenantId), async (uow) => {
    const headquarters = await headquartersOf(uow);
    if (headquarters === undefined || !(await setTenantDisabled(uow, isDisabled))) return false;
    await append(uow, {
      stream: organizationStream(headquarters.id),
      expected: "any",
      events: [event(isDisabled ? "tenant.disabled" : "tenant.enabled", {})],
      actor: SYSTEM,
    });
    return true;
  });
}
