import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, OrganizationId } from "@hearken/kernel";
import { bumpRulesVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { CalendarRevision } from "./calendar-revision.js";

const addRevision = statement(
  "directory.add_revision_of_calendar",
  `insert into directory.calendar (tenant_id, code, revision, definition, changed_at)
   values ($1, $2, $3, $4::jsonb, $5::timestamptz) on conflict (tenant_id, code, revision) do nothing`,
);

/** False, and nothing written, when someone else made this revision meanwhile. */
export async function insertRevision(
  uow: UnitOfWork,
  calendar: CalendarRevision,
  told: { headquartersId: OrganizationId; actor: Actor },
): Promise<boolean> {
  const { tenantId, code, revision, definition, changedAt } = calendar;
  const added = await uow.run(addRevision, [tenantId, code, revision, JSON.stringify(definition), new Date(changedAt)]);
  if (added === 0) return false;
  await bumpRulesVersion(uow);
  await append(uow, {
    stream: organizationStream(told.headquartersId),
    expected: "any",
    events: [event("calendar.changed", { calendar: code, revision, statutory: definition.statutory !== undefined })],
    actor: told.actor,
  });
  return true;
}
