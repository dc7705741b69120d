import type { ComplaintId, Instant, OrganizationId } from "@hearken/kernel";
import type { Failure, HandOverStatus, Outcome, Sharing } from "./hand-over.js";

/** An organization at one end of a hand-over, as both ends know it. */
export interface Party {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly kind: string;
}

/** A hand-over as one side sees it. */
interface Seen {
  readonly id: string;
  /** The complaint of the side that it is shown to. */
  readonly complaintId: ComplaintId;
  readonly at: Instant;
  readonly sharing: Sharing;
  readonly from: Party;
  readonly to: Party;
  readonly consentMedium: string | null;
  readonly consentGivenAt: Instant | null;
  readonly consentNote: string | null;
  readonly reason: string | null;
  readonly failure: Failure | null;
  readonly failureClause: string | null;
  readonly answer: string | null;
}

/** As the giver sees it: what became of it stands in its row. */
export interface GivenHandOver extends Seen {
  readonly side: "giver";
  readonly status: HandOverStatus;
  readonly outcome: Outcome | null;
  readonly answeredAt: Instant | null;
}

/** As the recipient sees it: how it stands follows from the history of its own complaint. */
export interface TakenHandOver extends Seen {
  readonly side: "recipient";
  readonly givenChannel: string;
  readonly givenCategory: string | null;
  readonly givenMatter: string | null;
}

export type ShownHandOver = GivenHandOver | TakenHandOver;
