import type { OrganizationId } from "./id.js";

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
}

/** The house itself, acting because time or a fact demanded it. */
export const SYSTEM: Actor = { kind: "system", id: "hearken", organizationId: null, posts: [] };
