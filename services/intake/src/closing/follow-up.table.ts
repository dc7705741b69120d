import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { FollowUp } from "./follow-up.js";

export const followUpTable = new EntitySchema<FollowUp>({
  name: "intake.FollowUp",
  schema: "intake",
  tableName: "follow_up",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    outcome: { type: "text" },
    satisfaction: { type: "integer", nullable: true },
    note: { type: "text", nullable: true },
  } satisfies Record<keyof FollowUp, EntitySchemaColumnOptions>,
});
