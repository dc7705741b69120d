import { factTypes } from "@hearken/contracts";
import type { Consumer } from "@hearken/journal";
import type { ComplaintId } from "@hearken/kernel";
import type { Platform } from "@hearken/service-kit";
import { reEvaluate } from "./re-evaluate-complaint.command.js";
import { report } from "./re-evaluated.js";

/** Evaluates a complaint as soon as something happened to it. What it concludes is not among the facts that it hears. */
export function complaintFactsConsumer({ rulebook, log }: Pick<Platform, "rulebook" | "log">): Consumer {
  return {
    name: "escalation.complaint_facts",
    types: factTypes,
    async handle(uow, events) {
      const complaintIds = events.map(({ streamId }) => streamId as string as ComplaintId);
      const done = await reEvaluate(uow, { rulebook, complaintIds });
      uow.afterCommit(() => report(log, uow.scope.tenantId, done));
    },
  };
}
