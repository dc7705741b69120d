import { event } from "@hearken/contracts";
import { code, codes, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";

/** Somebody was told, by a person (知会). */
export const sendNotice = useCase({
  name: "sendNotice",
  action: "complaint.handle",
  input: onComplaint({ kind: code, to: codes.min(1), text: prose() }),
  decide({ kind, to, text }, situation) {
    const { id: noticeId, rows } = writeWords(situation, "notice", { text });
    return { events: [event("notice.sent", { noticeId, kind, to: [...new Set(to)] })], rows };
  },
});
