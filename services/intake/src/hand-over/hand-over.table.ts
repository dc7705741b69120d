import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { HandOver } from "./hand-over.js";

export const handOverTable = new EntitySchema<HandOver>({
  name: "intake.HandOver",
  schema: "intake",
  tableName: "hand_over",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    toOrganizationId: { type: "uuid", name: "to_organization_id" },
    toProjectId: { type: "uuid", name: "to_project_id", nullable: true },
    sharing: { type: "text" },
    channel: { type: "text", nullable: true },
    consentMedium: { type: "text", name: "consent_medium", nullable: true },
    consentGivenAt: { type: "timestamptz", name: "consent_given_at", nullable: true },
    consentNote: { type: "text", name: "consent_note", nullable: true },
    reason: { type: "text" },
    status: { type: "text" },
    outcome: { type: "text", nullable: true },
    failure: { type: "text", nullable: true },
    failureClause: { type: "text", name: "failure_clause", nullable: true },
    answer: { type: "text", nullable: true },
    answeredAt: { type: "timestamptz", name: "answered_at", nullable: true },
  } satisfies Record<keyof HandOver, EntitySchemaColumnOptions>,
});
