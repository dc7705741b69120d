import type { CalendarDefinition } from "@hearken/calendar";
import { isRefusal, type Actor, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { headquartersOf } from "../organization/organization.query.js";
import { refuseStale } from "../version/stale-version.js";
import { readDefinition, type CalendarRevision } from "./calendar-revision.js";
import { latestCalendar } from "./calendar-revision.query.js";
import { insertRevision } from "./calendar-revision.repository.js";

export interface ChangeCalendar {
  readonly code: string;
  readonly definition: CalendarDefinition;
  readonly expectedVersion?: number | undefined;
}

/** Makes the next revision of a calendar, the first when there is none. */
export async function changeCalendar(
  uow: UnitOfWork,
  { code, definition, expectedVersion }: ChangeCalendar,
  actor: Actor,
): Promise<CalendarRevision | Refusal> {
  const read = readDefinition(code, definition);
  if (isRefusal(read)) return read;
  const revision = (await latestCalendar(uow, code))?.revision ?? 0;
  const stale = refuseStale(expectedVersion, revision);
  if (stale !== undefined) return stale;
  const headquarters = await headquartersOf(uow);
  if (headquarters === undefined) throw new Error("a tenant without headquarters");
  const next: CalendarRevision = {
    tenantId: uow.scope.tenantId,
    code,
    revision: revision + 1,
    definition: read,
    changedAt: uow.now,
  };
  if (await insertRevision(uow, next, { headquartersId: headquarters.id, actor })) return next;
  const now = (await latestCalendar(uow, code))?.revision ?? 0;
  return refuseStale(revision, now) ?? changeCalendar(uow, { code, definition, expectedVersion }, actor);
}
