import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Project } from "./project.js";

export const projectTable = new EntitySchema<Project>({
  name: "directory.Project",
  schema: "directory",
  tableName: "project",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    name: { type: "text" },
    version: { type: "integer" },
    addedAt: { type: "timestamptz", name: "added_at" },
  } satisfies Record<keyof Project, EntitySchemaColumnOptions>,
});
