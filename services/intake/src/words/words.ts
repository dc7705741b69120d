import type { ComplaintId, Instant, OrganizationId, ProjectId, TenantId } from "@hearken/kernel";

export const WORDS_KINDS = [
  "opinion",
  "reason",
  "response",
  "summary",
  "support_request",
  "support_answer",
  "report",
  "notice",
  "step",
  "hand_over_answer",
] as const;
export type WordsKind = (typeof WORDS_KINDS)[number];

/** What somebody wrote about a complaint: reasons, opinions, summaries. Facts point at it by id; it never changes. */
export interface Words {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  /** When it happened. */
  readonly at: Instant;
  readonly kind: WordsKind;
  /** What it answers, where it answers something. */
  readonly aboutId: string | null;
  readonly text: string;
  readonly authorKind: string;
  readonly authorId: string;
}
