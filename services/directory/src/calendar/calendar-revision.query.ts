import { statement, type UnitOfWork } from "@hearken/postgres";
import type { CalendarRevision } from "./calendar-revision.js";

const latestRevision = statement(
  "directory.latest_revision_of_calendar",
  `select c.tenant_id as "tenantId", c.code, c.revision, c.definition, c.changed_at as "changedAt"
   from directory.calendar c where c.tenant_id = $1 and c.code = $2 order by c.revision desc limit 1`,
);

/** The calendar in use; a group's calendars are known in the whole group. */
export async function latestCalendar(uow: UnitOfWork, code: string): Promise<CalendarRevision | undefined> {
  return uow.one<CalendarRevision>(latestRevision, [uow.scope.tenantId, code]);
}
