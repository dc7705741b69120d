import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Filing } from "./record.js";

export const recordTable = new EntitySchema<Filing>({
  name: "intake.Record",
  schema: "intake",
  tableName: "record",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    recordId: { type: "uuid", name: "record_id" },
    form: { type: "text" },
    number: { type: "text", nullable: true },
    fields: { type: "jsonb" },
    authorKind: { type: "text", name: "author_kind" },
    authorId: { type: "text", name: "author_id" },
  } satisfies Record<keyof Filing, EntitySchemaColumnOptions>,
});
