import {
  refuse,
  type GrantId,
  type Id,
  type Instant,
  type OrganizationId,
  type Refusal,
  type StaffId,
  type TenantId,
} from "@hearken/kernel";

export type DelegationId = Id<"Delegation">;

/**
 * Posts and grants of one person, the delegator, that another, the delegate, has beside their own from one instant to another.
 * What counts of them is what the delegator holds at that moment; what the delegator was handed is not theirs to hand on.
 */
export interface Delegation {
  readonly tenantId: TenantId;
  readonly id: DelegationId;
  /** The delegator's. */
  readonly organizationId: OrganizationId;
  readonly delegatorId: StaffId;
  readonly delegateId: StaffId;
  readonly posts: readonly string[];
  readonly grantIds: readonly GrantId[];
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** When it was ended before its time. */
  readonly endedAt: Instant | null;
  readonly givenAt: Instant;
  readonly version: number;
}

export const MOST_HANDED = 100;

type Link = Pick<Delegation, "delegatorId" | "delegateId" | "fromAt" | "toAt">;
type Proposed = Link & Pick<Delegation, "posts" | "grantIds">;

/** What the delegator holds themselves at some instant of the proposed span. */
export interface Own {
  readonly posts: readonly string[];
  readonly grantIds: readonly GrantId[];
}

/** Why it may not be handed on; `undefined` when it may. Circles are another question: `closesCircle`. */
export function refuseDelegation(proposed: Proposed, own: Own, now: Instant): Refusal | undefined {
  const { posts, grantIds, fromAt, toAt } = proposed;
  if (proposed.delegateId === proposed.delegatorId)
    return refuse("INVALID_INPUT", TO_ONESELF, { path: ["input", "delegateId"] });
  if (toAt <= fromAt || toAt <= now) return refuse("INVALID_INPUT", NO_TIME, { path: ["input", "to"] });
  if (posts.length + grantIds.length === 0) return refuse("INVALID_INPUT", NOTHING, { path: ["input", "posts"] });
  if (posts.length > MOST_HANDED) return refuse("INVALID_INPUT", TOO_MANY, { path: ["input", "posts"] });
  if (grantIds.length > MOST_HANDED) return refuse("INVALID_INPUT", TOO_MANY, { path: ["input", "grantIds"] });
  if (!posts.every((post) => own.posts.includes(post)))
    return refuse("FORBIDDEN", NOT_OWN, { path: ["input", "posts"] });
  if (!grantIds.every((id) => own.grantIds.includes(id)))
    return refuse("FORBIDDEN", NOT_OWN, { path: ["input", "grantIds"] });
  return undefined;
}

/** Whether two spans have an instant in common. */
export function meets(
  a: { readonly fromAt: Instant; readonly toAt: Instant | null },
  b: { readonly fromAt: Instant; readonly toAt: Instant | null },
): boolean {
  return (b.toAt === null || a.fromAt < b.toAt) && (a.toAt === null || b.fromAt < a.toAt);
}

/** Whether the delegate would, at some instant, act through others for whoever acts for them. `standing`: those not ended. */
export function closesCircle(proposed: Link, standing: readonly Link[]): boolean {
  const meeting = standing.filter((one) => meets(one, proposed));
  const beyond = reachedFrom(proposed.delegateId, meeting);
  if (!beyond.has(proposed.delegatorId)) return false;
  // Chains form only where a delegation begins: these are all the instants to look at.
  const near = meeting.filter((one) => beyond.has(one.delegatorId));
  const instants = [proposed.fromAt, ...near.map((one) => one.fromAt).filter((at) => at > proposed.fromAt)];
  return [...new Set(instants)].some((at) => {
    const links = near.filter((one) => one.fromAt <= at && at < one.toAt);
    return reachedFrom(proposed.delegateId, links).has(proposed.delegatorId);
  });
}

/** The person and everybody to whom something is handed along these links. */
function reachedFrom(staffId: StaffId, links: readonly Link[]): ReadonlySet<StaffId> {
  const onward = Map.groupBy(links, (link) => link.delegatorId);
  const reached = new Set([staffId]);
  // A set is walked in the order in which it grows.
  for (const one of reached) for (const { delegateId } of onward.get(one) ?? []) reached.add(delegateId);
  return reached;
}

const TO_ONESELF = { en: "Nobody delegates to themselves.", "zh-CN": "不能委托给本人。" };
const NO_TIME = { en: "The delegation ends before it begins or has ended.", "zh-CN": "委托的结束时间无效。" };
const NOTHING = { en: "Name a post or a grant to hand over.", "zh-CN": "请指定要委托的岗位或授权。" };
const TOO_MANY = {
  en: `${MOST_HANDED} at most are handed over at once.`,
  "zh-CN": `一次最多委托 ${MOST_HANDED} 项。`,
};
const NOT_OWN = {
  en: "Nobody hands over what they do not hold themselves at that time.",
  "zh-CN": "不能委托本人在此期间并不持有的岗位或授权。",
};
