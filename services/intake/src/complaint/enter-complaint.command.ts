import type { NewEvent } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { streamOf, type Complaint } from "./complaint.js";
import { insertComplaint, type FiledComplainant } from "./complaint.repository.js";

/** A complaint that is there from now on, with the facts that its stream begins with. */
export interface Entering {
  /** Its version is the number of the facts. */
  readonly complaint: Complaint;
  readonly complainants: readonly FiledComplainant[];
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
}

/** Writes the complaint, the people behind it and the beginning of its stream: two statements, one round trip. */
export async function enterComplaint(
  uow: UnitOfWork,
  { complaint, complainants, events, actor }: Entering,
): Promise<void> {
  const { id, organizationId, projectId, receivedAt } = complaint;
  await Promise.all([
    insertComplaint(uow, complaint, complainants),
    append(uow, {
      stream: { id: streamOf(id), kind: "complaint", organizationId, projectId },
      expected: "new",
      events: events.map((event) => ({ ...event, occurredAt: receivedAt })),
      actor,
    }),
  ]);
}
