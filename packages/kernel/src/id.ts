import { randomUUIDv7 } from "node:crypto";

/** An id of one kind of thing: a lower-case uuid. Ids of different kinds do not mix. */
export type Id<Kind extends string> = string & { readonly __id: Kind };

export type TenantId = Id<"Tenant">;
export type OrganizationId = Id<"Organization">;
export type ProjectId = Id<"Project">;
export type UnitId = Id<"Unit">;
export type DepartmentId = Id<"Department">;
export type StaffId = Id<"Staff">;
export type GrantId = Id<"Grant">;
export type ComplaintId = Id<"Complaint">;
export type StreamId = Id<"Stream">;
export type EventId = Id<"Event">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new time-ordered id (uuidv7, RFC 9562), made by the application so that no sequence is shared. */
export function newId<Kind extends string>(): Id<Kind> {
  return randomUUIDv7() as Id<Kind>;
}

/** The id that `text` spells, in lower case, or `undefined` when it spells none. */
export function parseId<Kind extends string>(text: string): Id<Kind> | undefined {
  const lower = text.toLowerCase();
  return UUID.test(lower) ? (lower as Id<Kind>) : undefined;
}
