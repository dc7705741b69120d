import {
  newId,
  refuse,
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
import { isOwnGain } from "@hearken/service-kit";
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

/**
 * Gives a role over a scope. Refuses one's own gain, more than the giver reaches, and what a partner firm's people are not given;
 * `undefined` when the holder or the scope is not to be seen from the giver's reach. Which roles the giver may give is the caller's question.
 */
export async function giveGrant(
  uow: UnitOfWork,
  command: GiveGrant,
  actor: Actor,
): Promise<Grant | Refusal | undefined> {
  const home = await homeOf(uow, command.holder);
  const over = await scopeOver(uow, command.over);
  if (home === undefined || over === undefined) return undefined;
  const holderId = "staffId" in command.holder ? command.holder.staffId : command.holder.clientId;
  if (isOwnGain(actor, holderId)) return refuse("FORBIDDEN", OWN_GAIN, { path: ["input", "staffId"] });
  if (!isWithin(uow.scope.reach, over)) {
    const isKnown = over.organizationId === null || over.organizationId === actor.organizationId;
    return isKnown ? refuse("FORBIDDEN", BEYOND, { path: ["input", "organizationId"] }) : undefined;
  }
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
  const refusal =
    (await refuseFirm(uow, home, grant)) ?? refuseGrant(grant, await grantsOfHolder(uow, holderId), uow.now);
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

/**
 * The people and programs of a partner firm act over projects that they are given, and over their own firm; nobody else
 * is a partner over an organization.
 */
async function refuseFirm(
  uow: UnitOfWork,
  home: OrganizationId,
  { organizationId, projectId, role }: Over & Pick<Grant, "role">,
): Promise<Refusal | undefined> {
  const isOverHome = organizationId === home;
  if (projectId !== null || (isOverHome && role !== "partner")) return undefined;
  const isFirm = (await organizationOf(uow, home))?.kind === "partner";
  const isRefused = isFirm ? !isOverHome : role === "partner";
  return isRefused ? refuse("FORBIDDEN", FIRM, { path: ["input", "organizationId"] }) : undefined;
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

const OWN_GAIN = {
  en: "Nobody gives a role to themselves, nor to whom they act for.",
  "zh-CN": "不能给本人或本人所代理的人授权。",
};
const BEYOND = { en: "Nobody gives more than they reach.", "zh-CN": "不能授予超出本人数据范围的权限。" };
const FIRM = {
  en: "People and programs of a partner firm are given roles over projects, or over their firm, alone; nobody else is a partner.",
  "zh-CN": "合作单位的人员与程序只能获得项目或本单位范围的授权；其他组织不适用合作单位角色。",
};
