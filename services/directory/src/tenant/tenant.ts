import type { Instant, TenantId } from "@hearken/kernel";

/** A developer group: one customer, one wall. */
export interface Tenant {
  readonly tenantId: TenantId;
  readonly name: string;
  readonly foundedAt: Instant;
}
