import type { NewEvent } from "@hearken/contracts";
import { append } from "@hearken/journal";
import { SYSTEM, type ComplaintId, type Instant, type OrganizationId, type ProjectId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { streamOf } from "../complaint/complaint.js";
import { noteTold, settleHandOver, type Becoming } from "./hand-over.repository.js";

export interface TellGiver {
  /** The giver's complaint; its stream is held. */
  readonly complaint: {
    readonly id: ComplaintId;
    readonly organizationId: OrganizationId;
    readonly projectId: ProjectId | null;
  };
  readonly becoming: Becoming;
  readonly fact: NewEvent;
  readonly occurredAt: Instant;
}

/** Settles a hand-over and tells the giver's stream of it: three statements. */
export async function tellGiver(uow: UnitOfWork, { complaint, becoming, fact, occurredAt }: TellGiver): Promise<void> {
  const { id, organizationId, projectId } = complaint;
  await settleHandOver(uow, becoming);
  const { version } = await append(uow, {
    stream: { id: streamOf(id), kind: "complaint", organizationId, projectId },
    expected: "any",
    events: [{ ...fact, occurredAt }],
    actor: SYSTEM,
  });
  await noteTold(uow, id, version);
}
