import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Staff } from "./staff.js";

export const staffTable = new EntitySchema<Staff>({
  name: "directory.Staff",
  schema: "directory",
  tableName: "staff",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    departmentId: { type: "uuid", name: "department_id", nullable: true },
    name: { type: "text" },
    version: { type: "integer" },
    joinedAt: { type: "timestamptz", name: "joined_at" },
    leftAt: { type: "timestamptz", name: "left_at", nullable: true },
  } satisfies Record<keyof Staff, EntitySchemaColumnOptions>,
});
