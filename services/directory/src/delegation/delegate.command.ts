import { newId, refuse, type Actor, type GrantId, type Instant, type Refusal, type StaffId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { idleAmong, isOwnGain } from "@hearken/service-kit";
import { isWithin, type Grant } from "../grant/grant.js";
import { grantsById, grantsOfHolder } from "../grant/grant.query.js";
import { isManageable } from "../organization/manageable.js";
import { organizationOf } from "../organization/organization.query.js";
import { holdingsOfStaff } from "../post/post-holding.query.js";
import type { Staff } from "../staff/staff.js";
import { staffHeld } from "../staff/staff.query.js";
import { closesCircle, meets, refuseDelegation, type Delegation, type DelegationId, type Own } from "./delegation.js";
import { standingDelegations } from "./delegation.query.js";
import { insertDelegation, takeTurns } from "./delegation.repository.js";

export interface Delegate {
  readonly id?: DelegationId;
  readonly delegatorId: StaffId;
  readonly delegateId: StaffId;
  readonly posts: readonly string[];
  readonly grantIds: readonly GrantId[];
  /** Now when absent. */
  readonly fromAt?: Instant | undefined;
  readonly toAt: Instant;
}

/**
 * Hands posts and grants of one person to another for a time. Whether the actor may do so for the delegator is the caller's
 * question. `undefined` when the actor does not reach one of the two, or a grant.
 */
export async function delegate(
  uow: UnitOfWork,
  command: Delegate,
  actor: Actor,
): Promise<Delegation | Refusal | undefined> {
  const { delegatorId, delegateId } = command;
  const people = new Map<StaffId, Staff>();
  for (const id of [...new Set([delegatorId, delegateId])].sort()) {
    const staff = await staffHeld(uow, id);
    if (staff?.leftAt === null && isManageable(uow.scope.reach, staff.organizationId)) people.set(id, staff);
  }
  const [delegator, receiver] = [people.get(delegatorId), people.get(delegateId)];
  if (delegator === undefined) return actor.id === delegatorId ? refuse("FORBIDDEN", OUT_OF_REACH) : undefined;
  if (receiver === undefined) return undefined;
  if (delegatorId !== actor.id && isOwnGain(actor, delegateId))
    return refuse("FORBIDDEN", OWN_GAIN, { path: ["input", "delegateId"] });
  await takeTurns(uow);
  const grants = await grantsById(uow, command.grantIds);
  if (grants.length < new Set(command.grantIds).size || !grants.every((one) => isWithin(uow.scope.reach, one)))
    return undefined;
  const delegation: Delegation = {
    tenantId: uow.scope.tenantId,
    id: command.id ?? newId<"Delegation">(),
    organizationId: delegator.organizationId,
    delegatorId,
    delegateId,
    posts: [...new Set(command.posts)],
    grantIds: [...new Set(command.grantIds)],
    fromAt: command.fromAt ?? uow.now,
    toAt: command.toAt,
    endedAt: null,
    givenAt: uow.now,
    version: 1,
  };
  const refusal =
    refuseDelegation(delegation, await ownOf(uow, delegation, grants), uow.now) ??
    (await refuseFirm(uow, delegator, receiver)) ??
    (await refuseBeside(uow, delegation, grants));
  if (refusal !== undefined) return refusal;
  await insertDelegation(uow, delegation, actor);
  return delegation;
}

/** What the delegator holds themselves in the span: neither what has ended nor what they were handed. */
async function ownOf(uow: UnitOfWork, delegation: Delegation, grants: readonly Grant[]): Promise<Own> {
  const { delegatorId } = delegation;
  const holdings = (await holdingsOfStaff(uow, [delegatorId])).filter((one) => meets(one, delegation));
  const own = grants.filter((one) => one.staffId === delegatorId && one.revokedAt === null && meets(one, delegation));
  return { posts: holdings.map(({ post }) => post), grantIds: own.map(({ id }) => id) };
}

async function refuseFirm(uow: UnitOfWork, delegator: Staff, receiver: Staff): Promise<Refusal | undefined> {
  if (receiver.organizationId === delegator.organizationId) return undefined;
  const home = await organizationOf(uow, receiver.organizationId);
  return home?.kind === "partner" ? refuse("FORBIDDEN", ANOTHER_FIRM, { path: ["input", "delegateId"] }) : undefined;
}

async function refuseBeside(
  uow: UnitOfWork,
  delegation: Delegation,
  grants: readonly Grant[],
): Promise<Refusal | undefined> {
  const standing = await standingDelegations(uow, delegation.fromAt, delegation.toAt);
  if (closesCircle(delegation, standing)) return refuse("INVALID_INPUT", CIRCLE, { path: ["input", "delegateId"] });
  if (grants.length === 0) return undefined;
  const received = standing.filter((one) => one.delegateId === delegation.delegateId);
  const beside = [
    ...(await grantsOfHolder(uow, delegation.delegateId)),
    ...(await grantsById(
      uow,
      received.flatMap((one) => one.grantIds),
    )),
  ].filter((one) => one.revokedAt === null && meets(one, delegation));
  return idleAmong([...beside, ...grants]).length === 0
    ? undefined
    : refuse("INVALID_INPUT", NOT_BESIDE, { path: ["input", "grantIds"] });
}

const OUT_OF_REACH = {
  en: "You do not reach your own organization: whoever manages its people delegates for you.",
  "zh-CN": "您的数据范围不含所属组织，请由其人员管理者代为委托。",
};
const OWN_GAIN = {
  en: "Nobody hands themselves what is another's.",
  "zh-CN": "不能将他人的岗位或授权委托给自己。",
};
const ANOTHER_FIRM = {
  en: "People of a partner firm take over from colleagues of that firm alone.",
  "zh-CN": "合作单位人员只能接受本单位同事的委托。",
};
const CIRCLE = {
  en: "The delegation would close a circle: the delegate hands on, at that time, to the delegator.",
  "zh-CN": "该委托会形成循环委托。",
};
const NOT_BESIDE = {
  en: "Beside what the delegate has, these grants would not count everywhere: of one role over one kind of scope, or all over one scope.",
  "zh-CN": "与受托人已有授权并存时，这些授权不能完整生效。",
};
