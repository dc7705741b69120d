import type { ComplaintId, Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

/** A reference to something that proves (证据); the thing itself is kept elsewhere. */
export interface Evidence {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  /** When it happened. */
  readonly at: Instant;
  readonly kind: string;
  readonly uri: string;
  readonly mediaType: string | null;
  /** Of the bytes, in lower-case hex. */
  readonly sha256: string | null;
  readonly label: string | null;
}
