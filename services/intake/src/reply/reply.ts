import type { ComplaintId, Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

/** An answer that went to the complainant, or was published where the complaint stands (回复). */
export interface Reply {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  /** When it happened. */
  readonly at: Instant;
  /** `courtesy`, `holding`, `preliminary`, `substantive` or `formal`. */
  readonly kind: string;
  /** Whether it was published at the place of the complaint. */
  readonly public: boolean;
  readonly text: string;
}
