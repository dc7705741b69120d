import type { OrganizationId, Reach } from "@hearken/kernel";

/** Whether `reach` covers an organization as a whole; a reach over projects covers none. */
export function isManageable(reach: Reach, organizationId: OrganizationId): boolean {
  return reach.kind === "tenant" || (reach.kind === "organizations" && reach.organizationIds.includes(organizationId));
}
