import type { OrganizationId, ProjectId, Reach } from "@hearken/kernel";

/**
 * One role as it counts at an instant, own or delegated. Neither id: over the tenant; an organization alone: over it and
 * everything under it; with a project: over the project alone.
 */
export interface GivenRole {
  readonly role: string;
  readonly organizationId: OrganizationId | null;
  readonly projectId: ProjectId | null;
}

/** What somebody sees, and with which roles they act all over it. */
export interface Rights {
  readonly reach: Reach;
  readonly roles: readonly string[];
}

/** An organization and everything under it. */
export type Subtree = (id: OrganizationId) => readonly OrganizationId[];

const itself: Subtree = (id) => [id];

/**
 * The rights that follow from what somebody was given: the widest kind of scope counts, and of the roles those that were
 * given over every scope of that kind, so that a role given here never counts there.
 * The view `directory.access` says the same in SQL; a specification compares the two.
 */
export function rightsOf(given: readonly GivenRole[], subtree: Subtree = itself): Rights {
  const counting = widest(given);
  const scopes = new Set(counting.map(scopeKey));
  const roles = [...Map.groupBy(counting, (one) => one.role)]
    .filter(([, ofRole]) => new Set(ofRole.map(scopeKey)).size === scopes.size)
    .map(([role]) => role)
    .sort();
  return { reach: reachOf(counting, subtree), roles };
}

/** Those that would count for nothing beside the others. None: they stand together, and adding them narrows nothing. */
export function idleAmong(given: readonly GivenRole[]): readonly GivenRole[] {
  const { roles } = rightsOf(given);
  const counting = new Set(widest(given));
  return given.filter((one) => !counting.has(one) || !roles.includes(one.role));
}

function widest(given: readonly GivenRole[]): readonly GivenRole[] {
  const overTenant = given.filter((one) => one.organizationId === null);
  if (overTenant.length > 0) return overTenant;
  const overOrganizations = given.filter((one) => one.projectId === null);
  return overOrganizations.length > 0 ? overOrganizations : given;
}

function scopeKey({ organizationId, projectId }: GivenRole): string {
  return projectId ?? organizationId ?? "tenant";
}

function reachOf(counting: readonly GivenRole[], subtree: Subtree): Reach {
  const [first] = counting;
  if (first === undefined) return { kind: "organizations", organizationIds: [] };
  if (first.organizationId === null) return { kind: "tenant" };
  if (first.projectId === null) {
    const granted = counting.flatMap((one) => (one.organizationId === null ? [] : subtree(one.organizationId)));
    return { kind: "organizations", organizationIds: [...new Set(granted)].sort() };
  }
  const projectIds = counting.flatMap((one) => (one.projectId === null ? [] : [one.projectId]));
  return { kind: "projects", projectIds: [...new Set(projectIds)].sort() };
}
