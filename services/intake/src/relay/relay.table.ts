import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Relay } from "./relay.js";

export const relayTable = new EntitySchema<Relay>({
  name: "intake.Relay",
  schema: "intake",
  tableName: "relay",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    to: { type: "text", name: "to_post" },
    staffId: { type: "uuid", name: "staff_id", nullable: true },
    departmentId: { type: "uuid", name: "department_id", nullable: true },
    answeredAt: { type: "timestamptz", name: "answered_at", nullable: true },
    answerForm: { type: "text", name: "answer_form", nullable: true },
  } satisfies Record<keyof Relay, EntitySchemaColumnOptions>,
});
