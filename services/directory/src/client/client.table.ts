import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { ApiClient, ClientSecret } from "./client.js";

export const apiClientTable = new EntitySchema<ApiClient>({
  name: "directory.ApiClient",
  schema: "directory",
  tableName: "api_client",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    label: { type: "text" },
    boundTo: { type: "text", name: "bound_to", array: true, nullable: true },
    addedAt: { type: "timestamptz", name: "added_at" },
    version: { type: "integer", default: 1 },
    revokedAt: { type: "timestamptz", name: "revoked_at", nullable: true },
  } satisfies Record<keyof ApiClient, EntitySchemaColumnOptions>,
});

export const clientSecretTable = new EntitySchema<ClientSecret>({
  name: "directory.ClientSecret",
  schema: "directory",
  tableName: "client_secret",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    clientId: { type: "uuid", name: "client_id" },
    prefix: { type: "text" },
    salt: { type: "text" },
    hash: { type: "text" },
    createdAt: { type: "timestamptz", name: "created_at" },
    endsAt: { type: "timestamptz", name: "ends_at", nullable: true },
  } satisfies Record<keyof ClientSecret, EntitySchemaColumnOptions>,
});
