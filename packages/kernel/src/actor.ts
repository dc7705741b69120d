import type { OrganizationId, StaffId } from "./id.js";

/**
 * Who did it, as the journal keeps it: never a name.
 * `staff` is a person of the group or of a partner, `client` a program, `system` the house itself.
 */
export interface Actor {
  readonly kind: "staff" | "client" | "system";
  readonly id: string;
  readonly organizationId: OrganizationId | null;
  /** Codes of the posts that the actor holds at that moment; gates read them. */
  readonly posts: readonly string[];
  /** Whose delegate they are at that moment, and which of `posts` they have from them; absent when nobody's. */
  readonly onBehalfOf?: readonly OnBehalf[];
}

/** One person whose posts and grants somebody else has beside their own, for a time. */
export interface OnBehalf {
  readonly staffId: StaffId;
  readonly posts: readonly string[];
}

/** The house itself, acting because time or a fact demanded it. */
export const SYSTEM: Actor = { kind: "system", id: "hearken", organizationId: null, posts: [] };
