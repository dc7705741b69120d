import type { DepartmentId, Instant, OrganizationId, StaffId, TenantId } from "@hearken/kernel";

/** A department of an organization; its head is the first person responsible for it. */
export interface Department {
  readonly tenantId: TenantId;
  readonly id: DepartmentId;
  readonly organizationId: OrganizationId;
  readonly parentId: DepartmentId | null;
  readonly headId: StaffId | null;
  readonly name: string;
  readonly version: number;
  readonly addedAt: Instant;
}
