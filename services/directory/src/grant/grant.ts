import {
  refuse,
  type GrantId,
  type Id,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type Reach,
  type Refusal,
  type StaffId,
  type TenantId,
} from "@hearken/kernel";
import { ROLE_SCOPES, type GrantScope, type Role } from "./role.js";

/**
 * A role over a scope, from an instant to another, revocable at any moment.
 * Over the tenant: neither organization nor project. Over an organization: with its subtree. Over a project: `organizationId` is the project's.
 */
export interface Grant {
  readonly tenantId: TenantId;
  readonly id: GrantId;
  readonly organizationId: OrganizationId | null;
  readonly projectId: ProjectId | null;
  /** Exactly one of the two holds it. */
  readonly staffId: StaffId | null;
  readonly clientId: Id<"Client"> | null;
  readonly role: Role;
  readonly fromAt: Instant;
  readonly toAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly givenAt: Instant;
  readonly version: number;
}

type Over = Pick<Grant, "organizationId" | "projectId">;
type Span = Pick<Grant, "fromAt" | "toAt" | "revokedAt">;

export function scopeOf(over: Over): GrantScope {
  if (over.organizationId === null) return "tenant";
  return over.projectId === null ? "organization" : "project";
}

/** Whether the grant counts at `at`: from its beginning, up to but not at its end or revocation. */
export function isValidAt(grant: Span, at: Instant): boolean {
  return (
    grant.fromAt <= at && (grant.toAt === null || grant.toAt > at) && (grant.revokedAt === null || grant.revokedAt > at)
  );
}

/** Whether whoever has `reach` may hand on a role over `over`: nobody gives more than they have, and project reach gives nothing. */
export function isWithin(reach: Reach, over: Over): boolean {
  if (reach.kind === "tenant") return true;
  return (
    reach.kind === "organizations" &&
    over.organizationId !== null &&
    reach.organizationIds.includes(over.organizationId)
  );
}

export type Proposed = Over & Span & Pick<Grant, "role">;

/**
 * Why a grant may not be given beside those that its holder has; `undefined` when it may.
 * Grants that hold at the same time are all of one role or all over one scope: a role given here never counts there.
 */
export function refuseGrant(proposed: Proposed, held: readonly Proposed[], now: Instant): Refusal | undefined {
  if (proposed.toAt !== null && (proposed.toAt <= proposed.fromAt || proposed.toAt <= now)) {
    return refuse(
      "INVALID_INPUT",
      { en: "The grant ends before it begins or has ended.", "zh-CN": "授权的结束时间无效。" },
      { path: ["input", "to"] },
    );
  }
  const scope = scopeOf(proposed);
  const possible: readonly GrantScope[] = ROLE_SCOPES[proposed.role];
  if (!possible.includes(scope)) {
    return refuse(
      "INVALID_INPUT",
      {
        en: `The role ${proposed.role} is not given over this kind of scope.`,
        "zh-CN": `角色 ${proposed.role} 不能授予此类范围。`,
      },
      { path: ["input", "role"] },
    );
  }
  const meeting = held.filter((grant) => grant.revokedAt === null && overlap(grant, proposed));
  if (meeting.some((grant) => grant.role === proposed.role && isSameScope(grant, proposed))) {
    return refuse("ALREADY_EXISTS", {
      en: "The holder has this role over this scope at that time.",
      "zh-CN": "该人员在此期间已有此授权。",
    });
  }
  const together = [...meeting, proposed];
  const isOneRole = together.every((grant) => grant.role === proposed.role);
  const isOneKind = together.every((grant) => scopeOf(grant) === scope);
  const isOneScope = together.every((grant) => isSameScope(grant, proposed));
  if ((isOneRole && isOneKind) || isOneScope) return undefined;
  return refuse(
    "INVALID_INPUT",
    {
      en: "Grants that hold at the same time are all of one role over one kind of scope, or all over one scope.",
      "zh-CN": "同一时间的授权须为同一角色与同类范围，或同一范围。",
    },
    { path: ["input", "role"] },
  );
}

function overlap(a: Span, b: Span): boolean {
  return (b.toAt === null || a.fromAt < b.toAt) && (a.toAt === null || b.fromAt < a.toAt);
}

function isSameScope(a: Over, b: Over): boolean {
  return a.organizationId === b.organizationId && a.projectId === b.projectId;
}
