import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Organization } from "./organization.js";

export const organizationTable = new EntitySchema<Organization>({
  name: "directory.Organization",
  schema: "directory",
  tableName: "organization",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    parentId: { type: "uuid", name: "parent_id", nullable: true },
    kind: { type: "text" },
    name: { type: "text" },
    version: { type: "integer" },
    addedAt: { type: "timestamptz", name: "added_at" },
  } satisfies Record<keyof Organization, EntitySchemaColumnOptions>,
});
