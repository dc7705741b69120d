import { event } from "@hearken/contracts";
import type { ComplaintId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { complaintById } from "../complaint/complaint.query.js";
import { handOverById } from "./hand-over.query.js";
import { settleHandOver } from "./hand-over.repository.js";
import { takeOverComplaint } from "./take-over-complaint.command.js";
import { tellGiver } from "./tell-giver.command.js";

export interface ReceiveHandOver {
  /** The giver's; its stream is held. */
  readonly complaintId: ComplaintId;
  readonly handOverId: string;
  /** Of the hand-over, in the giver's history. */
  readonly version: number;
  readonly platform: Pick<Platform, "rulebook" | "keyring">;
}

/** Lets the recipient take over what is offered to it, or tells the giver why that cannot be. A second time nothing happens. */
export async function receiveHandOver(
  uow: UnitOfWork,
  { complaintId, handOverId, version, platform }: ReceiveHandOver,
): Promise<void> {
  const [handOver, complaint] = await Promise.all([handOverById(uow, handOverId), complaintById(uow, complaintId)]);
  if (complaint === undefined || handOver?.status !== "offered") return;
  const failed = await takeOverComplaint(uow, { handOver, complaint, version, platform });
  if (failed === undefined) return settleHandOver(uow, { id: handOverId, status: "taken" });
  const { failure, clause } = failed;
  await tellGiver(uow, {
    complaint,
    becoming: { id: handOverId, status: "failed", failure, failureClause: clause ?? null, answeredAt: uow.now },
    fact: event("complaint.hand_over_failed", { handOverId, cause: failure, clause }),
    occurredAt: uow.now,
  });
}
