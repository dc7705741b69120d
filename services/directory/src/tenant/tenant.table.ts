import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Tenant } from "./tenant.js";

export const tenantTable = new EntitySchema<Tenant>({
  name: "directory.Tenant",
  schema: "directory",
  tableName: "tenant",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    name: { type: "text" },
    foundedAt: { type: "timestamptz", name: "founded_at" },
  } satisfies Record<keyof Tenant, EntitySchemaColumnOptions>,
});
