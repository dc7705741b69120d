import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Reply } from "./reply.js";

export const replyTable = new EntitySchema<Reply>({
  name: "intake.Reply",
  schema: "intake",
  tableName: "reply",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    kind: { type: "text" },
    public: { type: "boolean" },
    text: { type: "text" },
  } satisfies Record<keyof Reply, EntitySchemaColumnOptions>,
});
