import {
  newId,
  type Actor,
  type GrantId,
  type Id,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type Refusal,
  type StaffId,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { clientHeld } from "../client/client.query.js";
import { organizationOf } from "../organization/organization.query.js";
import { projectOf } from "../project/project.query.js";
import { staffHeld } from "../staff/staff.query.js";
import { isWithin, refuseGrant, type Grant } from "./grant.js";
import { grantsOfHolder } from "./grant.query.js";
import { insertGrant } from "./grant.repository.js";
import type { Role } from "./role.js";

export type GrantHolder = { readonly staffId: StaffId } | { readonly clientId: Id<"Client"> };

/** Over the tenant, an organization with its subtree, or a project. */
export type GrantOver = { readonly organizationId: OrganizationId } | { readonly projectId: ProjectId } | "tenant";

export interface GiveGrant {
  readonly id?: GrantId;
  readonly holder: GrantHolder;
  readonly over: GrantOver;
  readonly role: Role;
  /** Now when absent. */
  readonly fromAt?: Instant | undefined;
  readonly toAt?: Instant | undefined;
}

/** Gives a role over a scope; `undefined` when the holder or the scope is not within the giver's reach: nobody gives more than they have. */
export async function giveGrant(
  uow: UnitOfWork,
  command: GiveGrant,
  actor: Actor,
): Promise<Grant | Refusal | undefined> {
  const home = await homeOf(uow, command.holder);
  const over = await scopeOver(uow, command.over);
  if (home === undefined || over === undefined || !isWithin(uow.scope.reach, over)) return undefined;
  const grant: Grant = {
    tenantId: uow.scope.tenantId,
    id: command.id ?? newId<"Grant">(),
    ...over,
    staffId: "staffId" in command.holder ? command.holder.staffId : null,
    clientId: "clientId" in command.holder ? command.holder.clientId : null,
    role: command.role,
    fromAt: command.fromAt ?? uow.now,
    toAt: command.toAt ?? null,
    revokedAt: null,
    givenAt: uow.now,
    version: 1,
  };
  const holderId = "staffId" in command.holder ? command.holder.staffId : command.holder.clientId;
  const refusal = refuseGrant(grant, await grantsOfHolder(uow, holderId), uow.now);
  if (refusal !== undefined) return refusal;
  await insertGrant(uow, grant, { home, actor });
  return grant;
}

/** The organization of a holder that is there, with the holder's row held, so that grants of one holder take turns. */
async function homeOf(uow: UnitOfWork, holder: GrantHolder): Promise<OrganizationId | undefined> {
  if ("clientId" in holder) return (await clientHeld(uow, holder.clientId))?.organizationId;
  const staff = await staffHeld(uow, holder.staffId);
  return staff?.leftAt === null ? staff.organizationId : undefined;
}

type Over = Pick<Grant, "organizationId" | "projectId">;

async function scopeOver(uow: UnitOfWork, over: GrantOver): Promise<Over | undefined> {
  if (over === "tenant") return { organizationId: null, projectId: null };
  if ("projectId" in over) {
    const project = await projectOf(uow, over.projectId);
    return project === undefined ? undefined : { organizationId: project.organizationId, projectId: project.id };
  }
  const organization = await organizationOf(uow, over.organizationId);
  return organization === undefined ? undefined : { organizationId: organization.id, projectId: null };
}
