import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const erase = statement(
  "intake.erase_complainant",
  `update intake.complainant set name = null, phone = null, name_sealed = null, phone_sealed = null,
     address_sealed = null, identity_sealed = null, phone_index = null, identity_index = null, reference = null,
     customer_type = null, erased_at = $3
   where tenant_id = $1 and id = $2 and erased_at is null`,
);
const forget = statement(
  "intake.forget_erasure_due",
  "delete from intake.erasure_due where tenant_id = $1 and complainant_id = $2",
);
const postpone = statement(
  "intake.postpone_erasure",
  "update intake.erasure_due set look_at = $3 where tenant_id = $1 and complainant_id = $2",
);
const lookAgain = statement(
  "intake.look_at_erasures",
  `insert into intake.erasure_due (tenant_id, complainant_id, organization_id, project_id, look_at)
   select distinct $1::uuid, p.id, p.organization_id, p.project_id, $3::timestamptz
   from intake.complaint_complainant l
   join intake.complainant p on p.tenant_id = l.tenant_id and p.id = l.complainant_id
   where l.tenant_id = $1 and l.complaint_id = any ($2::uuid[]) and p.erased_at is null
   on conflict (tenant_id, complainant_id) do update set look_at = excluded.look_at`,
);

/** Everything that says who they are goes: one statement. */
export async function putErasure(uow: UnitOfWork, id: string): Promise<void> {
  const erased = await uow.run(erase, [uow.scope.tenantId, id, formatInstant(uow.now)]);
  if (erased !== 1) throw new Error(`complainant ${id} is not there to be erased`);
}

/** Time alone will not erase them: one statement. */
export function forgetDue(uow: UnitOfWork, id: string): Promise<number> {
  return uow.run(forget, [uow.scope.tenantId, id]);
}

/** They are looked at again then: one statement. */
export function putNextLook(uow: UnitOfWork, id: string, at: Instant): Promise<number> {
  return uow.run(postpone, [uow.scope.tenantId, id, formatInstant(at)]);
}

/** Everybody behind these complaints is looked at now: one statement. */
export function putLookAtOnce(uow: UnitOfWork, complaintIds: readonly string[]): Promise<number> {
  return uow.run(lookAgain, [uow.scope.tenantId, complaintIds, formatInstant(uow.now)]);
}
