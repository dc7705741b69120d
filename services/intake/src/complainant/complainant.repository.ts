import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";

const join = statement(
  "intake.join_complaint",
  `with entered as (
     insert into intake.complainant (tenant_id, id, organization_id, project_id, name, phone, reference, customer_type)
     select $1, $2, $3, $4, $7, $8, $9, $10 where not $11::boolean
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
  readonly name: string;
  readonly phone: string | null;
  readonly reference: string | null;
  readonly customerType: string | null;
  /** Their row is there already. */
  readonly isKnown: boolean;
}

/** The person, unless known, and that they stand behind the complaint: one statement. */
export function putComplainant(place: Place, at: Instant, person: Entered): (uow: UnitOfWork) => Promise<unknown> {
  const { tenantId, organizationId, projectId, complaintId } = place;
  const { id, name, phone, reference, customerType, isKnown } = person;
  return (uow) =>
    uow.run(join, [
      ...[tenantId, id, organizationId, projectId, complaintId, formatInstant(at)],
      ...[name, phone, reference, customerType, isKnown],
    ]);
}

/** That they no longer stand behind it: one statement. */
export function putDeparture(place: Place, at: Instant, id: string): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.run(leave, [place.tenantId, place.complaintId, id, formatInstant(at)]);
}
