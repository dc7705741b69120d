import type { ComplaintId, Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

/** One attempt to reach the complainant (联系). */
export interface Contact {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  /** When it happened. */
  readonly at: Instant;
  readonly purpose: string;
  readonly medium: string;
  readonly reached: boolean;
  readonly complainantId: string | null;
  readonly note: string | null;
}
