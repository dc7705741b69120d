import { refuse, type Actor, type GrantId, type OrganizationId, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { clientsById } from "../client/client.query.js";
import type { Staff } from "../staff/staff.js";
import { staffOf } from "../staff/staff.query.js";
import { refuseStale } from "../version/stale-version.js";
import { isWithin, type Grant } from "./grant.js";
import { grantHeld, grantsOfHolder } from "./grant.query.js";
import { markRevoked } from "./grant.repository.js";

export interface RevokeGrant {
  readonly grantId: GrantId;
  readonly expectedVersion?: number | undefined;
}

/** Takes a role back from this instant on; `undefined` when there is no such grant within the actor's reach. */
export async function revokeGrant(
  uow: UnitOfWork,
  { grantId, expectedVersion }: RevokeGrant,
  actor: Actor,
): Promise<Grant | Refusal | undefined> {
  const grant = await grantHeld(uow, grantId);
  if (grant === undefined || !isWithin(uow.scope.reach, grant)) return undefined;
  const stale = refuseStale(expectedVersion, grant.version);
  if (stale !== undefined) return stale;
  if (grant.revokedAt !== null || (grant.toAt !== null && grant.toAt <= uow.now)) {
    return refuse(
      "ILLEGAL_TRANSITION",
      { en: "The grant has ended already.", "zh-CN": "该授权已失效。" },
      { path: ["input", "grantId"] },
    );
  }
  const home = await homeOf(uow, grant);
  return home === undefined ? undefined : markRevoked(uow, grant, { home, actor });
}

/** Takes back whatever a person who leaves was given. */
export async function revokeGrantsOf(uow: UnitOfWork, staff: Staff, actor: Actor): Promise<void> {
  for (const grant of await grantsOfHolder(uow, staff.id))
    await markRevoked(uow, grant, { home: staff.organizationId, actor });
}

/** Where it is told: where the grant has effect, else at home. */
async function homeOf(
  uow: UnitOfWork,
  { organizationId, staffId, clientId }: Grant,
): Promise<OrganizationId | undefined> {
  if (organizationId !== null) return organizationId;
  if (staffId !== null) return (await staffOf(uow, staffId))?.organizationId;
  return clientId === null ? undefined : (await clientsById(uow, [clientId]))[0]?.organizationId;
}
