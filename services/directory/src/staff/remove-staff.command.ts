import { refuse, type Actor, type Refusal, type StaffId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { endDelegationsOf } from "../delegation/end-delegation.command.js";
import { dismissHead } from "../department/appoint-head.command.js";
import { revokeGrantsOf } from "../grant/revoke-grant.command.js";
import { isManageable } from "../organization/manageable.js";
import { vacatePostsOf } from "../post/vacate-post.command.js";
import { refuseStale } from "../version/stale-version.js";
import type { Staff } from "./staff.js";
import { staffHeld } from "./staff.query.js";
import { markLeft } from "./staff.repository.js";

export interface RemoveStaff {
  readonly staffId: StaffId;
  readonly expectedVersion?: number | undefined;
}

/** A person leaves: with their posts, their grants, their delegations and whatever they headed. `undefined` when the actor manages no such person. */
export async function removeStaff(
  uow: UnitOfWork,
  { staffId, expectedVersion }: RemoveStaff,
  actor: Actor,
): Promise<Staff | Refusal | undefined> {
  const staff = await staffHeld(uow, staffId);
  if (staff === undefined || !isManageable(uow.scope.reach, staff.organizationId)) return undefined;
  if (staff.leftAt !== null) {
    return refuse(
      "ILLEGAL_TRANSITION",
      { en: "This person has left already.", "zh-CN": "该人员已离职。" },
      { path: ["input", "staffId"] },
    );
  }
  const stale = refuseStale(expectedVersion, staff.version);
  if (stale !== undefined) return stale;
  await vacatePostsOf(uow, staff, actor);
  await revokeGrantsOf(uow, staff, actor);
  await endDelegationsOf(uow, staff, actor);
  await dismissHead(uow, staffId);
  return markLeft(uow, staff, actor);
}
