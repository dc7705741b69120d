import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { Words } from "./words.js";

export const wordsTable = new EntitySchema<Words>({
  name: "intake.Words",
  schema: "intake",
  tableName: "words",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    organizationId: { type: "uuid", name: "organization_id" },
    projectId: { type: "uuid", name: "project_id", nullable: true },
    complaintId: { type: "uuid", name: "complaint_id" },
    at: { type: "timestamptz" },
    kind: { type: "text" },
    aboutId: { type: "uuid", name: "about_id", nullable: true },
    text: { type: "text" },
    authorKind: { type: "text", name: "author_kind" },
    authorId: { type: "text", name: "author_id" },
  } satisfies Record<keyof Words, EntitySchemaColumnOptions>,
});
