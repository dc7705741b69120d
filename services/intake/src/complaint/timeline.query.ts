import { timeline, type RecordedEvent, type TimelinePage } from "@hearken/journal";
import type { UnitOfWork } from "@hearken/postgres";

/** A line of a complaint's history as the API shows it. */
export type TimelineEvent = Pick<
  RecordedEvent,
  "id" | "type" | "version" | "occurredAt" | "recordedAt" | "actor" | "payload" | "cursor"
>;

/** One page of a complaint's history, oldest first. */
export function eventsOf(uow: UnitOfWork, page: TimelinePage): Promise<TimelineEvent[]> {
  return timeline(uow, page);
}
