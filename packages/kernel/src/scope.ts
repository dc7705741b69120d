import type { OrganizationId, ProjectId, TenantId } from "./id.js";

/** What an actor may see inside the wall: the whole group, some organizations, or some projects. */
export type Reach =
  | { readonly kind: "tenant" }
  | { readonly kind: "organizations"; readonly organizationIds: readonly OrganizationId[] }
  | { readonly kind: "projects"; readonly projectIds: readonly ProjectId[] };

/** The wall around a unit of work: one tenant, and the reach inside it. */
export interface Scope {
  readonly tenantId: TenantId;
  readonly reach: Reach;
}

/** The scope in which the house itself works for one tenant. */
export function tenantScope(tenantId: TenantId): Scope {
  return { tenantId, reach: { kind: "tenant" } };
}
