/** What a grant is over. */
export type GrantScope = "tenant" | "organization" | "project";

/** The roles that are given, as `can` of the service kit knows them, and over which kinds of scope each makes sense. */
export const ROLE_SCOPES = {
  headquarters_officer: ["tenant"],
  administrator: ["tenant", "organization"],
  subsidiary_officer: ["organization"],
  partner: ["organization", "project"],
  program: ["tenant", "organization", "project"],
  reader: ["tenant", "organization", "project"],
} as const satisfies Readonly<Record<string, readonly GrantScope[]>>;

export type Role = keyof typeof ROLE_SCOPES;
