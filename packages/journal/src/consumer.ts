import type { EventType } from "@hearken/contracts";
import type { UnitOfWork } from "@hearken/postgres";
import type { RecordedEvent } from "./recorded-event.js";

/** A reaction to facts. Its effect and the note that it happened are one transaction: it happens once. */
export interface Consumer {
  /** Its place in the journal is kept under this name: never change it. */
  readonly name: string;
  /** What it hears of. Leave out what its own handling appends, or it hears itself. */
  readonly types: readonly EventType[];
  /**
   * Handles events of one tenant, each stream's in order, in the unit of work that also moves the checkpoint.
   * May be called again with the same events when that unit does not commit. What it throws rolls back; after a few
   * tries the event that causes it is parked, and the later ones of its stream wait behind it.
   */
  handle(uow: UnitOfWork, events: readonly RecordedEvent[]): Promise<void>;
}
