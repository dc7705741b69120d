import type { Actor, OrganizationId, Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "../organization/manageable.js";
import { organizationHeld } from "../organization/organization.query.js";
import type { Organization } from "../organization/organization.js";
import { refuseStale } from "../version/stale-version.js";
import { refuseSuspension } from "./suspension.js";
import { isSuspended, setSuspended } from "./suspension.repository.js";

export interface SetSuspension {
  readonly organizationId: OrganizationId;
  /** Whether it shall be suspended from now on. */
  readonly wanted: boolean;
  readonly expectedVersion?: number | undefined;
}

/** Suspends a partner firm, or works with it again; `undefined` when the actor manages no such organization. */
export async function setSuspension(
  uow: UnitOfWork,
  command: SetSuspension,
  actor: Actor,
): Promise<Organization | Refusal | undefined> {
  const { organizationId, wanted, expectedVersion } = command;
  const organization = await organizationHeld(uow, organizationId);
  if (organization === undefined || !isManageable(uow.scope.reach, organizationId)) return undefined;
  const refusal =
    refuseStale(expectedVersion, organization.version) ??
    refuseSuspension(organization.kind, { isSuspended: await isSuspended(uow, organizationId), wanted });
  if (refusal !== undefined) return refusal;
  await setSuspended(uow, command, actor);
  return { ...organization, version: organization.version + 1 };
}
