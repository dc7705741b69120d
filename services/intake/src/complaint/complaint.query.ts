import type { ComplaintId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Complaint } from "./complaint.js";
import { boundsOf } from "./reach-bounds.js";

/** What a statement selects so that its rows are `Complaint`s; the table's alias is `c`. */
export const COMPLAINT_COLUMNS = `c.tenant_id as "tenantId", c.id, c.number, c.organization_id as "organizationId",
  c.project_id as "projectId", c.unit_id as "unitId", c.channel, c.category, c.matter, c.nature,
  c.customer_type as "customerType", c.subject, c.text, c.received_at as "receivedAt",
  c.call_ended_at as "callEndedAt", c.posted_at as "postedAt", c.received_by as "receivedBy", c.status, c.validity,
  c.suspended, c.promised_on as "promisedOn", c.lead, c.regulation, c.regulation_version as "regulationVersion",
  c.previous_id as "previousId", c.source, c.source_ref as "sourceRef", c.legal_hold as "legalHold",
  c.version`;

/** What a statement selects so that its rows are `ListedComplaint`s; the table's alias is `c`. */
export const LISTED_COLUMNS = `c.id, c.number, c.organization_id as "organizationId", c.project_id as "projectId",
  c.channel, c.category, c.subject, c.received_at as "receivedAt", c.status, c.regulation,
  c.regulation_version as "regulationVersion", c.version`;

/** The scope, said by the statement itself: $2 organizations and $3 projects, each null when it does not bound. */
const WITHIN = `c.tenant_id = $1 and ($2::uuid[] is null or c.organization_id = any ($2))
  and ($3::uuid[] is null or c.project_id = any ($3))`;

const byIds = statement(
  "intake.complaints_by_id",
  `select ${COMPLAINT_COLUMNS} from intake.complaint c where ${WITHIN} and c.id = any ($4::uuid[])`,
);
const byId = statement(
  "intake.complaint_by_id",
  `select ${COMPLAINT_COLUMNS} from intake.complaint c where ${WITHIN} and c.id = $4`,
);
const byNumber = statement(
  "intake.complaint_by_number",
  `select ${COMPLAINT_COLUMNS} from intake.complaint c where ${WITHIN} and c.number = $4`,
);
// The place is compared as a whole, which no index knows: of all indexes that of the source is then the best, also of a
// table that was filled a moment ago and of which the planner knows nothing yet.
const bySource = statement(
  "intake.complaints_by_source",
  `select ${COMPLAINT_COLUMNS} from intake.complaint c
   where ${WITHIN} and c.source = $4 and c.source_ref = any ($5::text[])
     and (c.organization_id, c.project_id) is not distinct from ($6::uuid, $7::uuid)`,
);

/** The first three values of every statement that says `WITHIN`. */
function within(uow: UnitOfWork): unknown[] {
  const { tenantId, reach } = uow.scope;
  return [tenantId, ...boundsOf(reach)];
}

/** `undefined`: there is none within the reach of this unit. */
export function complaintById(uow: UnitOfWork, id: ComplaintId): Promise<Complaint | undefined> {
  return uow.one<Complaint>(byId, [...within(uow), id]);
}

export function complaintsById(uow: UnitOfWork, ids: readonly ComplaintId[]): Promise<Complaint[]> {
  return uow.rows<Complaint>(byIds, [...within(uow), ids]);
}

export function complaintByNumber(uow: UnitOfWork, number: string): Promise<Complaint | undefined> {
  return uow.one<Complaint>(byNumber, [...within(uow), number]);
}

/** Where something was imported from, and into which place: the same reference at another place is another complaint. */
export interface Origin {
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly source: string;
  readonly refs: readonly string[];
}

/** The complaints that were imported from `source` under one of `refs` into one place. */
export function complaintsBySource(uow: UnitOfWork, origin: Origin): Promise<Complaint[]> {
  const { source, refs, organizationId, projectId } = origin;
  return uow.rows<Complaint>(bySource, [...within(uow), source, refs, organizationId, projectId]);
}
