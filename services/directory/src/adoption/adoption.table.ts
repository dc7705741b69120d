import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Adoption } from "./adoption.js";

export const adoptionTable = new EntitySchema<Adoption>({
  name: "directory.Adoption",
  schema: "directory",
  tableName: "adoption",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    regulation: { type: "text" },
    version: { type: "integer" },
    effectiveFrom: { type: "date", name: "effective_from" },
    readings: { type: "jsonb" },
    calendar: { type: "text" },
    adoptedAt: { type: "timestamptz", name: "adopted_at" },
  } satisfies Record<keyof Adoption, EntitySchemaColumnOptions>,
});
