import { event, type NewEvent } from "@hearken/contracts";
import type { ComplaintId, Instant, LocalDate, OrganizationId, ProjectId, TenantId, UnitId } from "@hearken/kernel";
import { z } from "zod";
import { NATURES, RECEIVERS, type Complaint } from "./complaint.js";
import { complaintNumber } from "./complaint-number.js";
import { code, instant, line, maybe, prose, reference } from "./field.js";
import { person } from "./person.js";
import type { Stage } from "./stage.js";

/** What a complaint is filed with. */
export const filing = z.object({
  organizationId: reference,
  projectId: maybe(reference),
  unitId: maybe(reference),
  channel: code,
  category: maybe(code),
  matter: maybe(code),
  nature: maybe(z.enum(NATURES)),
  customerType: maybe(code),
  subject: line(200),
  /** The written description that every accepted complaint has. Source: LG-5.2.1. */
  text: prose(20_000),
  complainants: z.array(person).min(1).max(100),
  receivedBy: z.enum(RECEIVERS),
  callEndedAt: maybe(instant),
  postedAt: maybe(instant),
  emergency: maybe(z.boolean()),
  professional: maybe(z.boolean()),
  previousId: maybe(reference),
  receivedAt: maybe(instant),
  source: maybe(line(100)),
  sourceRef: maybe(line(200)),
  idempotencyKey: maybe(z.string()),
});
export type Filing = z.output<typeof filing>;

/** What is known about a filing once its place and its rules were looked up. */
export interface Filed {
  readonly tenantId: TenantId;
  readonly id: ComplaintId;
  readonly receivedAt: Instant;
  /** The day of receipt where the house is. */
  readonly on: LocalDate;
  readonly regulation: string;
  readonly regulationVersion: number;
}

/** The row of a complaint that was just received. */
export function receivedComplaint(input: Filing, filed: Filed): Complaint {
  return {
    ...filed,
    number: complaintNumber(filed.on, filed.id),
    organizationId: input.organizationId as OrganizationId,
    projectId: (input.projectId ?? null) as ProjectId | null,
    unitId: (input.unitId ?? null) as UnitId | null,
    channel: input.channel,
    category: input.category ?? null,
    matter: input.matter ?? null,
    nature: input.nature ?? "grievance",
    customerType: input.customerType ?? null,
    subject: input.subject,
    text: input.text,
    callEndedAt: input.callEndedAt ?? null,
    postedAt: input.postedAt ?? null,
    receivedBy: input.receivedBy,
    status: "open",
    validity: "undetermined",
    suspended: false,
    promisedOn: null,
    lead: null,
    previousId: (input.previousId ?? null) as ComplaintId | null,
    source: input.source ?? null,
    sourceRef: input.sourceRef ?? null,
    legalHold: false,
    version: 1,
  };
}

/** The fact from which everything owed for the complaint counts. */
export function receivedEvent(
  input: Filing,
  complaint: Complaint,
  more: { readonly complainantIds: readonly string[]; readonly stage: Stage | undefined },
): NewEvent {
  return event("complaint.received", {
    channel: input.channel,
    complainantIds: [...more.complainantIds],
    receivedBy: input.receivedBy,
    regulation: complaint.regulation,
    regulationVersion: complaint.regulationVersion,
    category: input.category,
    matter: input.matter,
    nature: input.nature,
    customerType: input.customerType,
    emergency: input.emergency,
    professional: input.professional,
    stage: more.stage,
    callEndedAt: input.callEndedAt,
    postedAt: input.postedAt,
    previousId: input.previousId,
  });
}

/** What would settle the category, where the filing names one: for gates to decide on, receipt itself says it. */
export function categorizedEvent({ category, matter }: Filing): readonly NewEvent[] {
  return category === undefined ? [] : [event("complaint.categorized", { category, matter })];
}
