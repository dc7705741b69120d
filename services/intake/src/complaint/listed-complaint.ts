import type { Complaint } from "./complaint.js";

/** What a list reads of a complaint, unless a field is asked for that needs the whole row: half the columns, no long text. */
export type ListedComplaint = Pick<
  Complaint,
  | "id"
  | "number"
  | "organizationId"
  | "projectId"
  | "channel"
  | "category"
  | "subject"
  | "receivedAt"
  | "status"
  | "regulation"
  | "regulationVersion"
  | "version"
>;

/** The fields of `Complaint` in the graph that need the whole row. */
export const FIELDS_OF_WHOLE: ReadonlySet<string> = new Set([
  "unit",
  "matter",
  "nature",
  "customerType",
  "text",
  "callEndedAt",
  "postedAt",
  "receivedBy",
  "validity",
  "suspended",
  "promisedOn",
  "lead",
  "previous",
  "source",
  "sourceRef",
  "legalHold",
]);
