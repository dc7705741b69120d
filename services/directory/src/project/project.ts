import type { Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

/** An estate under development or management. */
export interface Project {
  readonly tenantId: TenantId;
  readonly id: ProjectId;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly version: number;
  readonly addedAt: Instant;
}
