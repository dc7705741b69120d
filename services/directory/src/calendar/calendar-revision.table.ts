import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { CalendarRevision } from "./calendar-revision.js";

export const calendarRevisionTable = new EntitySchema<CalendarRevision>({
  name: "directory.CalendarRevision",
  schema: "directory",
  tableName: "calendar",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    code: { type: "text", primary: true },
    revision: { type: "integer", primary: true },
    definition: { type: "jsonb" },
    changedAt: { type: "timestamptz", name: "changed_at" },
  } satisfies Record<keyof CalendarRevision, EntitySchemaColumnOptions>,
});
