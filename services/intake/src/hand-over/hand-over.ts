import type { ComplaintId, Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

/*
 * Hand-over (移交): an organization, the giver (移交方), gives a complaint to another of the group, the recipient (承接方),
 * whose complaint is one of its own. The giver goes on by its own regulation and stays responsible to its complainant.
 * Redacted copy (脱敏副本): the words of the complaint without what tells who is behind it.
 */

/** Whether the recipient is told who is behind the complaint. */
export const SHARINGS = ["identified", "redacted"] as const;
export type Sharing = (typeof SHARINGS)[number];

/** Offered until the recipient's complaint is made (or cannot be); then with the recipient until that answers. */
export const HAND_OVER_STATUSES = ["offered", "taken", "declined", "failed", "answered"] as const;
export type HandOverStatus = (typeof HAND_OVER_STATUSES)[number];

/** Why the recipient's complaint could not be made. */
export const FAILURES = ["suspended", "unregulated", "withdrawn", "refused"] as const;
export type Failure = (typeof FAILURES)[number];

/** By what the recipient answered. */
export const OUTCOMES = ["reported", "declined", "finished", "closed", "withdrawn"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Whether, how and when the complainant agreed to being told of. */
export interface Consent {
  /** Code of how they said so: `phone`, `written` … */
  readonly medium: string;
  readonly givenAt: Instant;
}

/** What the giver keeps of it; only what becomes of it changes. */
export interface HandOver {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  readonly at: Instant;
  readonly toOrganizationId: OrganizationId;
  readonly toProjectId: ProjectId | null;
  readonly sharing: Sharing;
  /** What the recipient shall take as its channel; the complaint's own when `null`. */
  readonly channel: string | null;
  readonly consentMedium: string | null;
  readonly consentGivenAt: Instant | null;
  readonly consentNote: string | null;
  readonly reason: string;
  readonly status: HandOverStatus;
  readonly outcome: Outcome | null;
  readonly failure: Failure | null;
  readonly failureClause: string | null;
  /** What the recipient wrote to the giver. */
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
}

/** What is said when a complaint is handed over. */
export interface Offer {
  readonly sharing: Sharing;
  readonly consent?: (Consent & { readonly note?: string | undefined }) | undefined;
  readonly reason: string;
  readonly channel?: string | undefined;
}

/** What of a hand-over follows from the offer; nothing has become of it yet. */
export function offered({
  sharing,
  consent,
  reason,
  channel,
}: Offer): Omit<
  HandOver,
  "tenantId" | "id" | "organizationId" | "projectId" | "complaintId" | "at" | "toOrganizationId" | "toProjectId"
> {
  return {
    sharing,
    channel: channel ?? null,
    consentMedium: consent?.medium ?? null,
    consentGivenAt: consent?.givenAt ?? null,
    consentNote: consent?.note ?? null,
    reason,
    status: "offered",
    outcome: null,
    failure: null,
    failureClause: null,
    answer: null,
    answeredAt: null,
  };
}

/** What the recipient keeps of where its complaint came from; never changes. */
export interface TakenOver {
  readonly tenantId: TenantId;
  readonly complaintId: ComplaintId;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly handOverId: string;
  readonly at: Instant;
  readonly fromOrganizationId: OrganizationId;
  /** Every organization through which it came, the giver last. */
  readonly passedThrough: readonly OrganizationId[];
  readonly sharing: Sharing;
  readonly consentMedium: string | null;
  readonly consentGivenAt: Instant | null;
  /** What the giver called it, whether or not the recipient's regulation knows these codes. */
  readonly givenChannel: string;
  readonly givenCategory: string | null;
  readonly givenMatter: string | null;
}
