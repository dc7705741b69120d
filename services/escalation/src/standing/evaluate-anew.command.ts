import { formatInstant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const dueNow = statement(
  "escalation.make_due_now",
  `update escalation.standing set next_change_at = $2, fault = null
   where tenant_id = $1 and (next_change_at > $2 or unreckoned_years <> '{}' or fault is not null)`,
);

/**
 * Makes every complaint of the tenant that time, or a missing year, still holds open due at once: the worker evaluates
 * them by the rules as they are now. Answers how many.
 */
export async function evaluateAnew(uow: UnitOfWork): Promise<number> {
  return uow.run(dueNow, [uow.scope.tenantId, formatInstant(uow.now)]);
}
