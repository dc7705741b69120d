import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { PostHolding } from "./post-holding.js";

export const postHoldingTable = new EntitySchema<PostHolding>({
  name: "directory.PostHolding",
  schema: "directory",
  tableName: "post_holding",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    staffId: { type: "uuid", name: "staff_id" },
    post: { type: "text" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    departmentId: { type: "uuid", name: "department_id", nullable: true },
    fromAt: { type: "timestamptz", name: "from_at" },
    toAt: { type: "timestamptz", name: "to_at", nullable: true },
  } satisfies Record<keyof PostHolding, EntitySchemaColumnOptions>,
});
