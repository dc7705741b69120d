import type { ComplaintId, Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

/** A return visit after handling (回访). */
export interface FollowUp {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  /** When it happened. */
  readonly at: Instant;
  readonly outcome: string;
  /** 1 (very dissatisfied) to 5 (very satisfied). */
  readonly satisfaction: number | null;
  readonly note: string | null;
}
