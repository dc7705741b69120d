import { formatInstant, type OrganizationId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { DoneDuty } from "./duty.js";

const insert = statement(
  "escalation.insert_duty_done",
  `insert into escalation.duty_done (tenant_id, id, organization_id, duty, due_on, subject_id, sections, recipients, report, done_at, done_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

export interface FulfilledDuty extends DoneDuty {
  readonly organizationId: OrganizationId;
  readonly report: string | null;
}

/** Keeps what was done, with its words: one statement. */
export function insertDutyDone(uow: UnitOfWork, done: FulfilledDuty): Promise<unknown> {
  return uow.run(insert, [
    ...[uow.scope.tenantId, done.id, done.organizationId, done.duty, done.on, done.subjectId ?? null],
    ...[JSON.stringify(done.sections), JSON.stringify(done.to), done.report, formatInstant(done.occurredAt), done.by],
  ]);
}
