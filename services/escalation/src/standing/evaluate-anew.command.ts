import { formatInstant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const dueNow = statement(
  "escalation.make_due_now",
  `with running as materialized (
     select complaint_id from escalation.standing
     where tenant_id = $1 and (next_change_at > $2 or unreckoned_years <> '{}' or fault is not null)
     order by complaint_id for no key update
   )
   update escalation.standing s set next_change_at = $2, fault = null
   from running where s.tenant_id = $1 and s.complaint_id = running.complaint_id`,
);

/**
 * Makes every complaint of the tenant that time, or a missing year, still holds open due at once: the worker evaluates
 * them by the rules as they are now. Answers how many.
 */
export async function evaluateAnew(uow: UnitOfWork): Promise<number> {
  return uow.run(dueNow, [uow.scope.tenantId, formatInstant(uow.now)]);
}
