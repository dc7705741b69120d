import { event } from "@hearken/contracts";
import { newId } from "@hearken/kernel";
import { z } from "zod";
import { code, codes, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { putReply } from "./reply.repository.js";

/**
 * An answer goes to the complainant, or to the place of the complaint (回复). The panel's opinion that it rests on is a
 * support that was answered for this very complaint.
 */
export const sendReply = useCase({
  name: "sendReply",
  action: "complaint.handle",
  input: onComplaint({
    kind: code,
    public: z.boolean(),
    text: prose(20_000),
    confirms: maybe(codes),
    panelOpinionId: maybe(reference),
    staffId: maybe(reference),
  }),
  names: ({ staffId }) => ({ staff: [staffId] }),
  decide({ kind, public: isPublic, text, confirms, panelOpinionId, staffId }, { history, place, at }) {
    const isGiven = history.some(
      ({ type, payload }) => type === "support.answered" && payload.supportId === panelOpinionId,
    );
    if (panelOpinionId !== undefined && !isGiven) return undefined;
    const replyId = newId<"Reply">();
    return {
      events: [event("reply.sent", { replyId, kind, public: isPublic, confirms, panelOpinionId, staffId })],
      rows: [putReply({ ...place, id: replyId, at, kind, public: isPublic, text })],
    };
  },
});
