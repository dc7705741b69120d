import type { Reach } from "@hearken/kernel";
import type { Principal } from "@hearken/graphql-kit";
import { ACTION_TABLE, ACTIONS, type Action, type ActionRow } from "./action.js";
import { isRole, ROLE_TABLE, ROLES, type Role, type RoleRow } from "./role.js";

/** What each role may do within its reach: `ACTION_TABLE` read the other way. */
export const CAPABILITIES = Object.fromEntries(
  ROLES.map((role) => [
    role,
    new Set(ACTIONS.filter((action) => (ACTION_TABLE[action] as ActionRow).roles.includes(role))),
  ]),
) as unknown as Readonly<Record<Role, ReadonlySet<Action>>>;

/** What the action is done to, as far as it is known: where it belongs. */
export interface Resource {
  readonly organizationId?: string | null;
  readonly projectId?: string | null;
}

/**
 * Whether one of the principal's roles allows `action`, no bound takes it away, and `resource` (when given) lies within
 * their reach.
 */
export function can(principal: Principal, action: Action, resource?: Resource): boolean {
  const allowed = principal.roles.some((role) => isRole(role) && CAPABILITIES[role].has(action));
  return (
    allowed && isWithinBound(principal, action) && (resource === undefined || reaches(principal.scope.reach, resource))
  );
}

/** Whether a program or its token is not kept from `action`; whether anything allows it is another question. */
export function isWithinBound({ boundTo }: Pick<Principal, "boundTo">, action: Action): boolean {
  return boundTo === undefined || boundTo.includes(action);
}

/** What lists show to the principal: their reach. */
export function visibleScopes(principal: Principal): Reach {
  return principal.scope.reach;
}

/** Whether something that belongs to an organization and perhaps a project lies within a reach. */
export function reaches(reach: Reach, resource: Resource): boolean {
  switch (reach.kind) {
    case "tenant":
      return true;
    case "organizations":
      return reach.organizationIds.some((id) => id === resource.organizationId);
    case "projects":
      return reach.projectIds.some((id) => id === resource.projectId);
  }
}

/**
 * Whether one of the principal's roles may give `role`; over what is a matter of their reach. Who is bound gives nothing
 * that goes beyond the bound.
 */
export function mayGive(principal: Pick<Principal, "roles" | "boundTo">, role: Role): boolean {
  const gives = principal.roles.some((own) => isRole(own) && (ROLE_TABLE[own] as RoleRow).gives.includes(role));
  return gives && [...CAPABILITIES[role]].every((action) => isWithinBound(principal, action));
}
