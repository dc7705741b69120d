import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Accused } from "./accused.js";

export const accusedTable = new EntitySchema<Accused>({
  name: "intake.Accused",
  schema: "intake",
  tableName: "accused",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    staffId: { type: "uuid", name: "staff_id", nullable: true },
    post: { type: "text", nullable: true },
  } satisfies Record<keyof Accused, EntitySchemaColumnOptions>,
});
