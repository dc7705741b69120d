import type { Reach } from "@hearken/kernel";
import type { Principal } from "@hearken/graphql-kit";

/** Everything that somebody may be allowed to do. Seeing is a matter of reach, not of actions. */
export const ACTIONS = [
  "complaint.read",
  "complaint.file",
  "complaint.handle",
  "complaint.close",
  "complaint.import",
  "validity.determine",
  "level.set",
  "bulletin.issue",
  "duty.fulfil",
  "obligation.read",
  "obligation.waive",
  "directory.read",
  "directory.manage",
  "regulation.adopt",
  "regulation.try",
  "calendar.manage",
  "client.manage",
  "figures.read",
  "journal.read",
  "journal.repair",
] as const;
export type Action = (typeof ACTIONS)[number];

export const ROLES = [
  "headquarters_officer",
  "subsidiary_officer",
  "partner",
  "administrator",
  "program",
  "reader",
] as const;
export type Role = (typeof ROLES)[number];

const READER: readonly Action[] = ["complaint.read", "obligation.read", "directory.read"];
const HANDLER: readonly Action[] = [...READER, "complaint.handle"];
const OFFICER: readonly Action[] = [
  ...HANDLER,
  "complaint.file",
  "complaint.close",
  "validity.determine",
  "level.set",
  "bulletin.issue",
  "duty.fulfil",
  "figures.read",
];

/** The one table: what each role may do within its reach. */
export const CAPABILITIES: Readonly<Record<Role, ReadonlySet<Action>>> = {
  headquarters_officer: new Set([...OFFICER, "complaint.import", "obligation.waive", "regulation.try", "journal.read"]),
  subsidiary_officer: new Set(OFFICER),
  partner: new Set(HANDLER),
  administrator: new Set([
    ...READER,
    "directory.manage",
    "regulation.adopt",
    "regulation.try",
    "calendar.manage",
    "client.manage",
    "figures.read",
    "journal.read",
    "journal.repair",
  ]),
  program: new Set([...HANDLER, "complaint.file", "complaint.import"]),
  reader: new Set(READER),
};

/** What the action is done to, as far as it is known: where it belongs. */
export interface Resource {
  readonly organizationId?: string | null;
  readonly projectId?: string | null;
}

/** Whether one of the principal's roles allows `action`, and `resource` (when given) lies within their reach. */
export function can(principal: Principal, action: Action, resource?: Resource): boolean {
  const allowed = principal.roles.some((role) => isRole(role) && CAPABILITIES[role].has(action));
  return allowed && (resource === undefined || reaches(principal.scope.reach, resource));
}

/** What lists show to the principal: their reach. */
export function visibleScopes(principal: Principal): Reach {
  return principal.scope.reach;
}

/** Whether something that belongs to an organization and perhaps a project lies within a reach. */
export function reaches(reach: Reach, resource: Resource): boolean {
  switch (reach.kind) {
    case "tenant":
      return true;
    case "organizations":
      return reach.organizationIds.some((id) => id === resource.organizationId);
    case "projects":
      return reach.projectIds.some((id) => id === resource.projectId);
  }
}

function isRole(role: string): role is Role {
  return Object.hasOwn(CAPABILITIES, role);
}
