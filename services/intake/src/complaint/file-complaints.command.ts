import { beginMany } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { streamOf } from "./complaint.js";
import { insertComplaints } from "./complaint.repository.js";
import type { PreparedFiling } from "./prepare-filing.command.js";

/** Takes in several complaints that were judged, each as `fileComplaint` does one: two statements, however many there are. */
export async function fileComplaints(
  uow: UnitOfWork,
  prepared: readonly PreparedFiling[],
  actor: Actor,
): Promise<void> {
  await Promise.all([
    insertComplaints(uow, prepared),
    beginMany(uow, {
      kind: "complaint",
      beginnings: prepared.map(({ complaint: { id, organizationId, projectId, receivedAt }, received }) => ({
        stream: { id: streamOf(id), organizationId, projectId },
        events: [{ ...received, occurredAt: receivedAt }],
      })),
      actor,
    }),
  ]);
}
