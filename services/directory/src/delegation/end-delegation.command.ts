import { refuse, type Actor, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "../organization/manageable.js";
import type { Staff } from "../staff/staff.js";
import { refuseStale } from "../version/stale-version.js";
import type { Delegation, DelegationId } from "./delegation.js";
import { delegationHeld, delegationsOfStaff } from "./delegation.query.js";
import { markEnded } from "./delegation.repository.js";

export interface EndDelegation {
  readonly delegationId: DelegationId;
  readonly expectedVersion?: number | undefined;
}

/**
 * Ends a delegation now: by its delegator, its delegate, or a manager of the delegator. Whoever is none of these is refused
 * alike for one that is there and one that is not; `undefined` for a manager who does not reach it.
 */
export async function endDelegation(
  uow: UnitOfWork,
  { delegationId, expectedVersion }: EndDelegation,
  by: { readonly actor: Actor; readonly isManager: boolean },
): Promise<Delegation | Refusal | undefined> {
  const delegation = await delegationHeld(uow, delegationId);
  const isParty = delegation?.delegatorId === by.actor.id || delegation?.delegateId === by.actor.id;
  if (!isParty && !by.isManager) return refuse("FORBIDDEN", NOT_YOURS);
  if (delegation === undefined || !isManageable(uow.scope.reach, delegation.organizationId))
    return isParty ? refuse("FORBIDDEN", NOT_YOURS) : undefined;
  const stale = refuseStale(expectedVersion, delegation.version);
  if (stale !== undefined) return stale;
  if (delegation.endedAt !== null || delegation.toAt <= uow.now)
    return refuse("ILLEGAL_TRANSITION", OVER, { path: ["input", "delegationId"] });
  return markEnded(uow, delegation, by.actor);
}

/** Ends whatever a person who leaves handed over or took over. */
export async function endDelegationsOf(uow: UnitOfWork, staff: Staff, actor: Actor): Promise<void> {
  for (const delegation of await delegationsOfStaff(uow, staff.id))
    if (isManageable(uow.scope.reach, delegation.organizationId)) await markEnded(uow, delegation, actor);
}

const NOT_YOURS = {
  en: "A delegation is ended by whoever gave or took it, or by whoever manages the delegator.",
  "zh-CN": "委托只能由委托人、受托人或委托人的管理者终止。",
};
const OVER = { en: "The delegation has ended already.", "zh-CN": "该委托已终止。" };
