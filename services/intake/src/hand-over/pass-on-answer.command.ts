import { event, type NewEvent } from "@hearken/contracts";
import type { Instant } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { handOverById, textOf, type Giver } from "./hand-over.query.js";
import { isAnswering, outcomeOf, statusOf } from "./hand-over-answer.js";
import { tellGiver } from "./tell-giver.command.js";

export interface PassOnAnswer {
  /** Whose stream is held. */
  readonly giver: Giver;
  /** What happened to the recipient's complaint. */
  readonly fact: NewEvent & { readonly occurredAt: Instant };
}

/** Tells the giver how the recipient answered, and what it wrote to them. A second answer is not passed on. */
export async function passOnAnswer(uow: UnitOfWork, { giver, fact }: PassOnAnswer): Promise<void> {
  if (!isAnswering(fact.type)) return;
  const { handOverId, givenComplaintId, organizationId, projectId } = giver;
  if ((await handOverById(uow, handOverId))?.status !== "taken") return;
  const { occurredAt: answeredAt } = fact;
  const outcome = outcomeOf(fact.type);
  const answer = await writtenIn(uow, fact);
  await tellGiver(uow, {
    complaint: { id: givenComplaintId, organizationId, projectId },
    becoming: { id: handOverId, status: statusOf(outcome), outcome, answer, answeredAt },
    fact: event("complaint.hand_over_answered", { handOverId, outcome }),
    occurredAt: answeredAt,
  });
}

/** The words that were written to the giver; those of a finish or a withdrawal were written to nobody else. */
async function writtenIn(uow: UnitOfWork, { type, payload }: NewEvent): Promise<string | null> {
  if (type === "complaint.hand_over_reported") return textOf(uow, payload.reportId);
  return type === "complaint.hand_over_declined" ? textOf(uow, payload.reasonId) : null;
}
