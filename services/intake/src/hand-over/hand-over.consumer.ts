import { lockMany, type Consumer } from "@hearken/journal";
import type { ComplaintId } from "@hearken/kernel";
import type { Platform } from "@hearken/service-kit";
import { receiveHandOver } from "./receive-hand-over.command.js";

/**
 * What is handed over becomes the recipient's complaint, in the tenant's own scope: neither side can write behind the
 * other's wall. The giver's stream is held meanwhile, so that it is taken over before or after a withdrawal, never beside it.
 */
export function handOverConsumer(platform: Pick<Platform, "rulebook" | "keyring">): Consumer {
  return {
    name: "intake.hand_over",
    types: ["complaint.handed_over"],
    async handle(uow, events) {
      await lockMany(uow, [...new Set(events.map(({ streamId }) => streamId))]);
      for (const { type, payload, streamId, version } of events) {
        if (type !== "complaint.handed_over") continue;
        const complaintId = streamId as string as ComplaintId;
        await receiveHandOver(uow, { complaintId, handOverId: payload.handOverId, version, platform });
      }
    },
  };
}
