import type { ComplaintId, Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

/** One delivery of a complaint to whoever must handle it (传递), and the answer of the addressee. */
export interface Relay {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  /** When it happened. */
  readonly at: Instant;
  /** The post that it was delivered to. */
  readonly to: string;
  readonly staffId: string | null;
  readonly departmentId: string | null;
  readonly answeredAt: Instant | null;
  readonly answerForm: string | null;
}
