import type { Id, Instant, OrganizationId, TenantId } from "@hearken/kernel";

export type ClientId = Id<"Client">;

/** A program of an organization that speaks to the API in its own name. */
export interface ApiClient {
  readonly tenantId: TenantId;
  readonly id: ClientId;
  readonly organizationId: OrganizationId;
  readonly label: string;
  readonly addedAt: Instant;
}
