import type { DepartmentId, Instant, OrganizationId, StaffId, TenantId } from "@hearken/kernel";

/** A person of the group or of a partner firm. Whoever left stays known, for history points at them. */
export interface Staff {
  readonly tenantId: TenantId;
  readonly id: StaffId;
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId | null;
  readonly name: string;
  readonly version: number;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
}
