import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { ApiClient } from "./client.js";

export const apiClientTable = new EntitySchema<ApiClient>({
  name: "directory.ApiClient",
  schema: "directory",
  tableName: "api_client",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    label: { type: "text" },
    addedAt: { type: "timestamptz", name: "added_at" },
  } satisfies Record<keyof ApiClient, EntitySchemaColumnOptions>,
});
