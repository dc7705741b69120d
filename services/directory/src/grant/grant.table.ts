import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Grant } from "./grant.js";

export const grantTable = new EntitySchema<Grant>({
  name: "directory.Grant",
  schema: "directory",
  tableName: "role_grant",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id", nullable: true },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    staffId: { type: "uuid", name: "staff_id", nullable: true },
    clientId: { type: "uuid", name: "client_id", nullable: true },
    role: { type: "text" },
    fromAt: { type: "timestamptz", name: "from_at" },
    toAt: { type: "timestamptz", name: "to_at", nullable: true },
    revokedAt: { type: "timestamptz", name: "revoked_at", nullable: true },
    givenAt: { type: "timestamptz", name: "given_at" },
    version: { type: "integer" },
  } satisfies Record<keyof Grant, EntitySchemaColumnOptions>,
});
