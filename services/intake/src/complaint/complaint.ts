import type { NewEvent } from "@hearken/contracts";
import type {
  ComplaintId,
  Instant,
  LocalDate,
  OrganizationId,
  ProjectId,
  StreamId,
  TenantId,
  UnitId,
} from "@hearken/kernel";

/*
 * Complaint (投诉): the expression of dissatisfaction, from one or several people.
 * Finished (办结): handling is done, the visit after it is still owed. Closed (关闭): nothing is owed any more.
 * Withdrawn (撤诉): the complainant took it back, or it was sent back to whoever handed it over (退回).
 * Validity (有效性): whether there is ground for it.
 * Lead (牵头): the post that leads the handling. Suspended (暂停): handling waits, for a reason.
 */

export const STATUSES = ["open", "finished", "closed", "withdrawn"] as const;
export type Status = (typeof STATUSES)[number];

export const VALIDITIES = ["undetermined", "questioned", "referred", "valid", "invalid"] as const;
export type Validity = (typeof VALIDITIES)[number];

/** Who took it in: the service centre, a project's specialist, or any employee. */
export const RECEIVERS = ["centre", "specialist", "employee"] as const;
export type Receiver = (typeof RECEIVERS)[number];

/** What was said: dissatisfaction, a wish, or a question. */
export const NATURES = ["grievance", "expectation", "enquiry"] as const;
export type Nature = (typeof NATURES)[number];

/** A complaint as it stands; what follows from its history in time belongs to escalation. */
export interface Complaint {
  readonly tenantId: TenantId;
  /** Also the id of its stream in the journal. */
  readonly id: ComplaintId;
  /** `20250305-7K3Q9M`, unique in the tenant. */
  readonly number: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly unitId: UnitId | null;
  readonly channel: string;
  readonly category: string | null;
  readonly matter: string | null;
  readonly nature: Nature;
  readonly customerType: string | null;
  /** Never altered once stored. Source: LG-5.2.1. */
  readonly subject: string;
  /** Never altered once stored. Source: LG-5.2.1. */
  readonly text: string;
  readonly receivedAt: Instant;
  readonly callEndedAt: Instant | null;
  readonly postedAt: Instant | null;
  readonly receivedBy: Receiver;
  readonly status: Status;
  readonly validity: Validity;
  readonly suspended: boolean;
  readonly promisedOn: LocalDate | null;
  readonly lead: string | null;
  readonly regulation: string;
  readonly regulationVersion: number;
  readonly previousId: ComplaintId | null;
  /** The system that it was imported from, and its id there. */
  readonly source: string | null;
  readonly sourceRef: string | null;
  /** Nothing about it is erased until the hold is released. */
  readonly legalHold: boolean;
  /** Of the stream, after the last fact that was written here: what people decide on. */
  readonly version: number;
}

/** As much of a complaint as says by which rules it goes. */
export type Regulated = Pick<Complaint, "id" | "regulation" | "regulationVersion" | "organizationId">;

/** Where the rows of a complaint belong. */
export interface Place {
  readonly tenantId: TenantId;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
}

export function placeOf(complaint: Complaint): Place {
  const { tenantId, organizationId, projectId, id } = complaint;
  return { tenantId, organizationId, projectId, complaintId: id };
}

export function streamOf(complaintId: ComplaintId): StreamId {
  return complaintId as string as StreamId;
}

/** What a fact changes of the row; facts that change nothing of it answer `{}`. */
export function changesBy(event: NewEvent): Partial<Complaint> {
  switch (event.type) {
    case "complaint.categorized":
      return { category: event.payload.category, matter: event.payload.matter ?? null };
    case "complaint.relayed":
    case "complaint.passed_up":
      return { lead: event.payload.to };
    case "validity.questioned":
      return { validity: "questioned" };
    case "validity.referred":
      return { validity: "referred" };
    case "validity.determined":
      return { validity: event.payload.validity === "valid" ? "valid" : "invalid" };
    case "complaint.linked":
      return { previousId: event.payload.previousId as ComplaintId };
    case "complaint.suspended":
      return { suspended: true };
    case "complaint.resumed":
      return { suspended: false };
    case "feedback.promised":
    case "feedback.extended":
      return { promisedOn: event.payload.on as LocalDate };
    case "complaint.finished":
      return { status: "finished" };
    case "complaint.closed":
      return { status: "closed" };
    case "complaint.reopened":
      return { status: "open" };
    case "complaint.withdrawn":
    case "complaint.hand_over_declined":
      return { status: "withdrawn", suspended: false };
    case "complaint.hold_placed":
      return { legalHold: true };
    case "complaint.hold_released":
      return { legalHold: false };
    default:
      return {};
  }
}

/** The complaint after these facts. */
export function evolve(complaint: Complaint, events: readonly NewEvent[]): Complaint {
  return events.reduce<Complaint>((before, event) => ({ ...before, ...changesBy(event) }), complaint);
}
