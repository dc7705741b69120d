import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Evidence } from "./evidence.js";

export const evidenceTable = new EntitySchema<Evidence>({
  name: "intake.Evidence",
  schema: "intake",
  tableName: "evidence",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    kind: { type: "text" },
    uri: { type: "text" },
    mediaType: { type: "text", name: "media_type", nullable: true },
    sha256: { type: "text", nullable: true },
    label: { type: "text", nullable: true },
  } satisfies Record<keyof Evidence, EntitySchemaColumnOptions>,
});
