import { formatInstant, type ComplaintId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { HandedEntry } from "./handed-entry.js";
import type { HandOver, TakenOver } from "./hand-over.js";
import { handOverTable } from "./hand-over.table.js";

/** Writes it: one statement. */
export function putHandOver(row: HandOver): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(handOverTable, row);
}

const become = statement(
  "intake.hand_over_becomes",
  `update intake.hand_over set status = $3, outcome = $4, failure = $5, failure_clause = $6, answer = $7, answered_at = $8
   where tenant_id = $1 and id = $2 and status in ('offered', 'taken')`,
);

/** What becomes of a hand-over; what is not said stays absent. */
export type Becoming = Pick<HandOver, "id" | "status"> &
  Partial<Pick<HandOver, "outcome" | "failure" | "failureClause" | "answer" | "answeredAt">>;

/** Notes what became of it: one statement. Throws when that is settled: whoever holds the giver's stream alone settles it. */
export async function settleHandOver(uow: UnitOfWork, becoming: Becoming): Promise<void> {
  const { id, status, outcome = null, failure = null, failureClause = null, answer = null } = becoming;
  const at = becoming.answeredAt == null ? null : formatInstant(becoming.answeredAt);
  const values = [status, outcome, failure, failureClause, answer, at];
  const changed = await uow.run(become, [uow.scope.tenantId, id, ...values]);
  if (changed !== 1) throw new Error(`hand-over ${id} is settled`);
}

const noteVersion = statement(
  "intake.note_hand_over_told",
  "update intake.complaint set version = $3 where tenant_id = $1 and id = $2",
);

/** Notes how far the giver's stream has come since it was told: one statement. */
export function noteTold(uow: UnitOfWork, complaintId: ComplaintId, version: number): Promise<number> {
  return uow.run(noteVersion, [uow.scope.tenantId, complaintId, version]);
}

const takeOver = statement(
  "intake.take_over",
  `with taken as (
     insert into intake.taken_over (tenant_id, complaint_id, organization_id, project_id, hand_over_id, at,
       from_organization_id, passed_through, sharing, consent_medium, consent_given_at, given_channel, given_category,
       given_matter)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
   )
   insert into intake.handed_entry (tenant_id, complaint_id, organization_id, project_id, version, type, occurred_at,
     recorded_at, posts, payload)
   select $1, $2, $3, $4, e.version, e.type, e.occurred_at, e.recorded_at, e.posts, e.payload
   from jsonb_to_recordset($15::jsonb) as e(version int, type text, occurred_at timestamptz, recorded_at timestamptz,
     posts text[], payload jsonb)`,
);

/** Where the complaint came from and its history until then: one statement. */
export function insertTakenOver(uow: UnitOfWork, t: TakenOver, entries: readonly HandedEntry[]): Promise<unknown> {
  const consentGivenAt = t.consentGivenAt === null ? null : formatInstant(t.consentGivenAt);
  const lines = entries.map(({ version, type, occurredAt, recordedAt, posts, payload }) => ({
    ...{ version, type, posts, payload },
    occurred_at: formatInstant(occurredAt),
    recorded_at: formatInstant(recordedAt),
  }));
  return uow.run(takeOver, [
    ...[t.tenantId, t.complaintId, t.organizationId, t.projectId, t.handOverId, formatInstant(t.at)],
    ...[t.fromOrganizationId, t.passedThrough, t.sharing, t.consentMedium, consentGivenAt],
    ...[t.givenChannel, t.givenCategory, t.givenMatter, JSON.stringify(lines)],
  ]);
}
