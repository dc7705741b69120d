import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { SealedPerson } from "./sealed-person.js";

const join = statement(
  "intake.join_complaint",
  `with entered as (
     insert into intake.complainant (tenant_id, id, organization_id, project_id, reference, customer_type, name_sealed,
       phone_sealed, address_sealed, identity_sealed, phone_index, identity_index)
     select $1, $2, $3, $4, $7, $8, $9, $10, $11, $12, $13, $14 where $9::bytea is not null
   )
   insert into intake.complaint_complainant as link
     (tenant_id, complaint_id, complainant_id, organization_id, project_id, joined_at)
   values ($1, $5, $2, $3, $4, $6)
   on conflict (tenant_id, complaint_id, complainant_id) do update set left_at = null`,
);
const leave = statement(
  "intake.leave_complaint",
  `update intake.complaint_complainant set left_at = $4
   where tenant_id = $1 and complaint_id = $2 and complainant_id = $3`,
);

/** Where the rows belong. */
interface Place {
  readonly tenantId: string;
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly complaintId: string;
}

interface Entered {
  readonly id: string;
  readonly reference: string | null;
  readonly customerType: string | null;
  /** `undefined`: their row is there already. */
  readonly sealed: SealedPerson | undefined;
}

/** The person, unless known, and that they stand behind the complaint: one statement. */
export function putComplainant(place: Place, at: Instant, person: Entered): (uow: UnitOfWork) => Promise<unknown> {
  const { tenantId, organizationId, projectId, complaintId } = place;
  const { id, reference, customerType, sealed } = person;
  return (uow) =>
    uow.run(join, [
      ...[tenantId, id, organizationId, projectId, complaintId, formatInstant(at)],
      ...[reference, customerType, sealed?.nameSealed, sealed?.phoneSealed, sealed?.addressSealed],
      ...[sealed?.identitySealed, sealed?.phoneIndex, sealed?.identityIndex],
    ]);
}

/** That they no longer stand behind it: one statement. */
export function putDeparture(place: Place, at: Instant, id: string): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.run(leave, [place.tenantId, place.complaintId, id, formatInstant(at)]);
}

const seal = statement(
  "intake.seal_complainants",
  `update intake.complainant p set name = null, phone = null, name_sealed = s."nameSealed",
     phone_sealed = s."phoneSealed", phone_index = s."phoneIndex"
   from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) as s(id, "nameSealed", "phoneSealed", "phoneIndex")
   where p.tenant_id = $1 and p.id = s.id and p.name is not null`,
);

/** Puts what is sealed in the place of what was in clear: one statement. */
export function putSealed(
  uow: UnitOfWork,
  people: readonly (Pick<SealedPerson, "nameSealed" | "phoneSealed" | "phoneIndex"> & { readonly id: string })[],
): Promise<number> {
  return uow.run(seal, [
    ...[uow.scope.tenantId, people.map(({ id }) => id), people.map(({ nameSealed }) => nameSealed)],
    ...[people.map(({ phoneSealed }) => phoneSealed), people.map(({ phoneIndex }) => phoneIndex)],
  ]);
}
