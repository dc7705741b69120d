import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Department } from "./department.js";

export const departmentTable = new EntitySchema<Department>({
  name: "directory.Department",
  schema: "directory",
  tableName: "department",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    parentId: { type: "uuid", name: "parent_id", nullable: true },
    headId: { type: "uuid", name: "head_id", nullable: true },
    name: { type: "text" },
    version: { type: "integer" },
    addedAt: { type: "timestamptz", name: "added_at" },
  } satisfies Record<keyof Department, EntitySchemaColumnOptions>,
});
