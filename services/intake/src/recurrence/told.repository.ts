import type { ComplaintId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const note = statement(
  "intake.note_recurrence_told",
  `update intake.complaint set recurrent_complainants = $3, version = v.version
   from unnest($2::uuid[], $4::int8[]) as v(id, version)
   where tenant_id = $1 and complaint.id = v.id`,
);

export interface Told {
  readonly id: ComplaintId;
  /** Of the stream, after it was told. */
  readonly version: number;
}

/** Notes that these complaints' streams were told of so many people: one statement. */
export function noteTold(uow: UnitOfWork, told: readonly Told[], complainants: number): Promise<number> {
  const values = [told.map(({ id }) => id), complainants, told.map(({ version }) => version)];
  return uow.run(note, [uow.scope.tenantId, ...values]);
}
