import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Contact } from "./contact.js";

export const contactTable = new EntitySchema<Contact>({
  name: "intake.Contact",
  schema: "intake",
  tableName: "contact",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    purpose: { type: "text" },
    medium: { type: "text" },
    reached: { type: "boolean" },
    complainantId: { type: "uuid", name: "complainant_id", nullable: true },
    note: { type: "text", nullable: true },
  } satisfies Record<keyof Contact, EntitySchemaColumnOptions>,
});
