import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Unit } from "./unit.js";

export const unitTable = new EntitySchema<Unit>({
  name: "directory.Unit",
  schema: "directory",
  tableName: "unit",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id" },
    label: { type: "text" },
    moveInOn: { type: "date", name: "move_in_on", nullable: true },
    warrantyEndsOn: { type: "date", name: "warranty_ends_on", nullable: true },
    version: { type: "integer" },
    addedAt: { type: "timestamptz", name: "added_at" },
  } satisfies Record<keyof Unit, EntitySchemaColumnOptions>,
});
