import { formatInstant, type ComplaintId, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const noteChange = statement(
  "escalation.note_change_of_rules",
  `insert into escalation.rules_change (tenant_id, changed_at) values ($1, $2)
   on conflict (tenant_id) do update set changed_at = excluded.changed_at, after_id = null`,
);

const claimChange = statement(
  "escalation.claim_change_of_rules",
  `select changed_at as "changedAt", after_id as "afterId" from escalation.rules_change
   where tenant_id = $1 for update skip locked`,
);

// In the order of their ids, as everybody who writes many: whoever evaluates them by the old rules is waited for.
const holdStandings = statement(
  "escalation.hold_standings_after",
  `select complaint_id as "complaintId" from escalation.standing
   where tenant_id = $1 and ($2::uuid is null or complaint_id > $2::uuid) order by complaint_id limit $3 for no key update`,
);

const makeDue = statement(
  "escalation.make_due",
  `update escalation.standing set next_change_at = $3, fault = null
   where tenant_id = $1 and complaint_id = any ($2::uuid[]) and evaluated_at <= $4
     and (next_change_at > $3 or unreckoned_years <> '{}' or fault is not null)`,
);

const moveOn = statement(
  "escalation.move_change_of_rules_on",
  "update escalation.rules_change set after_id = $2 where tenant_id = $1",
);

const endChange = statement(
  "escalation.end_change_of_rules",
  "delete from escalation.rules_change where tenant_id = $1",
);

/** Notes that the tenant's rules are others now. What still runs is made due by the worker, step by step. */
export async function noteChangedRules(uow: UnitOfWork): Promise<void> {
  await uow.run(noteChange, [uow.scope.tenantId, formatInstant(uow.now)]);
}

/**
 * Makes the next standings due that time, a missing year or a fault still holds open, so that they are evaluated by the
 * rules as they are now. Answers how many it looked at; 0: there is nothing to do, or somebody else is at it.
 */
export async function makeNextDue(uow: UnitOfWork, limit: number): Promise<number> {
  const { tenantId } = uow.scope;
  const change = await uow.one<{ changedAt: Instant; afterId: ComplaintId | null }>(claimChange, [tenantId]);
  if (change === undefined) return 0;
  const ids = (await uow.rows<{ complaintId: ComplaintId }>(holdStandings, [tenantId, change.afterId, limit])).map(
    ({ complaintId }) => complaintId,
  );
  if (ids.length === 0) {
    await uow.run(endChange, [tenantId]);
    return 0;
  }
  await uow.run(makeDue, [tenantId, ids, formatInstant(uow.now), formatInstant(change.changedAt)]);
  await uow.run(moveOn, [tenantId, ids.at(-1)]);
  return ids.length;
}
