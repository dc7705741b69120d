import {
  refuse,
  type DepartmentId,
  type Id,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type Refusal,
  type StaffId,
  type TenantId,
} from "@hearken/kernel";

export type PostHoldingId = Id<"PostHolding">;

/** A post of the regulation that a member of staff holds from one instant to another, everywhere or for one project or department. */
export interface PostHolding {
  readonly tenantId: TenantId;
  readonly id: PostHoldingId;
  readonly organizationId: OrganizationId;
  readonly staffId: StaffId;
  readonly post: string;
  readonly projectId: ProjectId | null;
  readonly departmentId: DepartmentId | null;
  readonly fromAt: Instant;
  readonly toAt: Instant | null;
}

type Place = Pick<PostHolding, "post" | "projectId" | "departmentId" | "fromAt" | "toAt">;

const POST = /^[a-z][a-z0-9_]{0,63}$/;

/** Why a post cannot be held beside those that the person has; `undefined` when it can. */
export function refuseHolding(wanted: Place, held: readonly Place[], now: Instant): Refusal | undefined {
  if (!POST.test(wanted.post)) {
    return refuse(
      "INVALID_INPUT",
      {
        en: "A post is lower-case letters, digits and `_`, 64 at most.",
        "zh-CN": "岗位代码由小写字母、数字与下划线组成，最多 64 个字符。",
      },
      { path: ["input", "post"] },
    );
  }
  if (wanted.toAt !== null && (wanted.toAt <= wanted.fromAt || wanted.toAt <= now)) {
    return refuse(
      "INVALID_INPUT",
      { en: "The post ends before it begins or has ended.", "zh-CN": "任职的结束时间无效。" },
      { path: ["input", "to"] },
    );
  }
  const isSame = (one: Place): boolean =>
    one.post === wanted.post && one.projectId === wanted.projectId && one.departmentId === wanted.departmentId;
  const meets = (one: Place): boolean =>
    (wanted.toAt === null || one.fromAt < wanted.toAt) && (one.toAt === null || wanted.fromAt < one.toAt);
  if (!held.some((one) => isSame(one) && meets(one))) return undefined;
  return refuse(
    "ALREADY_EXISTS",
    { en: "The person holds this post at that time.", "zh-CN": "该人员在此期间已任此岗位。" },
    { path: ["input", "post"] },
  );
}
