import { event } from "@hearken/contracts";
import { newId } from "@hearken/kernel";
import { z } from "zod";
import { code, codes, id, maybe, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { putReply } from "./reply.repository.js";

/** An answer goes to the complainant, or to the place of the complaint (回复). */
export const sendReply = useCase({
  name: "sendReply",
  action: "complaint.handle",
  input: onComplaint({
    kind: code,
    public: z.boolean(),
    text: prose(20_000),
    confirms: maybe(codes),
    panelOpinionId: maybe(id),
    staffId: maybe(id),
  }),
  decide({ kind, public: isPublic, text, confirms, panelOpinionId, staffId }, { place, at }) {
    const replyId = newId<"Reply">();
    return {
      events: [event("reply.sent", { replyId, kind, public: isPublic, confirms, panelOpinionId, staffId })],
      rows: [putReply({ ...place, id: replyId, at, kind, public: isPublic, text })],
    };
  },
});
