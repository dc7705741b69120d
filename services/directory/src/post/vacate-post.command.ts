import { refuse, type Actor, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "../organization/manageable.js";
import { noteChange } from "../staff/note-change.command.js";
import type { Staff } from "../staff/staff.js";
import { staffHeld } from "../staff/staff.query.js";
import { refuseStale } from "../version/stale-version.js";
import type { PostHoldingId } from "./post-holding.js";
import { holdingOf, holdingsOfStaff } from "./post-holding.query.js";
import { endNow } from "./post-holding.repository.js";

export interface VacatePost {
  readonly holdingId: PostHoldingId;
  readonly expectedVersion?: number | undefined;
}

/** Takes a post from a person; `undefined` when the actor manages nobody who ever held it. */
export async function vacatePost(
  uow: UnitOfWork,
  { holdingId, expectedVersion }: VacatePost,
  actor: Actor,
): Promise<Staff | Refusal | undefined> {
  const before = await holdingOf(uow, holdingId);
  if (before === undefined || !isManageable(uow.scope.reach, before.organizationId)) return undefined;
  const staff = await staffHeld(uow, before.staffId);
  const holding = await holdingOf(uow, holdingId);
  if (staff === undefined || holding === undefined) return undefined;
  const stale = refuseStale(expectedVersion, staff.version);
  if (stale !== undefined) return stale;
  if (holding.toAt !== null && holding.toAt <= uow.now) {
    return refuse(
      "ILLEGAL_TRANSITION",
      { en: "The post is held no longer.", "zh-CN": "该岗位任职已结束。" },
      { path: ["input", "holdingId"] },
    );
  }
  await endNow(uow, holding, actor);
  return noteChange(uow, staff);
}

/** Takes every post from a person who leaves. */
export async function vacatePostsOf(uow: UnitOfWork, staff: Staff, actor: Actor): Promise<void> {
  for (const holding of await holdingsOfStaff(uow, [staff.id])) await endNow(uow, holding, actor);
}
