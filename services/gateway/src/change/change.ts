import { derivedId, derivedTypes, factTypes, type EventType } from "@hearken/contracts";
import type { ComplaintId, Instant, OrganizationId, ProjectId, Reach } from "@hearken/kernel";
import type { RecordedEvent } from "@hearken/journal";

/*
 * A *change* is one event of the journal as a subscriber sees it: what happened and where it stands, with the complaint
 * (and the obligation) as they are now, looked up in the subscriber's own scope at the moment of delivery.
 */

export interface Change {
  readonly cursor: string;
  readonly type: EventType;
  readonly occurredAt: Instant;
  readonly complaint: { readonly __typename: "Complaint"; readonly id: ComplaintId };
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
}

export interface ObligationChanged extends Change {
  /** Of the obligation inside its complaint. */
  readonly key: string;
  readonly obligation: { readonly __typename: "Obligation"; readonly id: string };
}

/** Which changes somebody wants; absent means any. */
export interface ChangeFilter {
  readonly organizationId?: OrganizationId | undefined;
  readonly projectId?: ProjectId | undefined;
  readonly complaintId?: ComplaintId | undefined;
  readonly types: readonly EventType[];
}

/** Everything that happens to a complaint. */
export const COMPLAINT_CHANGES: readonly EventType[] = [...factTypes, ...derivedTypes];
export const OBLIGATION_CHANGES: readonly EventType[] = COMPLAINT_CHANGES.filter((type) =>
  type.startsWith("obligation."),
);

/** Whether an event may be shown to that reach at all: before anything is read. */
export function isWanted(event: RecordedEvent, filter: ChangeFilter, reach: Reach): boolean {
  if (filter.organizationId !== undefined && event.organizationId !== filter.organizationId) return false;
  if (filter.projectId !== undefined && event.projectId !== filter.projectId) return false;
  if (filter.complaintId !== undefined && idOf(event) !== filter.complaintId) return false;
  switch (reach.kind) {
    case "tenant":
      return true;
    case "organizations":
      return reach.organizationIds.includes(event.organizationId);
    case "projects":
      return event.projectId !== null && reach.projectIds.includes(event.projectId);
  }
}

export function changeOf(event: RecordedEvent): Change | ObligationChanged {
  const complaintId = idOf(event);
  const change: Change = {
    cursor: event.cursor,
    type: event.type,
    occurredAt: event.occurredAt,
    complaint: { __typename: "Complaint", id: complaintId },
    organizationId: event.organizationId,
    projectId: event.projectId,
  };
  if (!event.type.startsWith("obligation.")) return change;
  const { key } = event.payload as { readonly key: string };
  return { ...change, key, obligation: { __typename: "Obligation", id: derivedId(complaintId, "obligation", key) } };
}

/** A complaint's stream has the id of the complaint. */
function idOf(event: RecordedEvent): ComplaintId {
  return event.streamId as string as ComplaintId;
}
