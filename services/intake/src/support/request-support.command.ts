import { event } from "@hearken/contracts";
import { code, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";

/** Asks somebody for advice or help (请求支援). */
export const requestSupport = useCase({
  name: "requestSupport",
  action: "complaint.handle",
  input: onComplaint({ from: code, question: prose() }),
  decide({ from, question }, situation) {
    const { id: supportId, rows } = writeWords(situation, "support_request", { text: question });
    return { events: [event("support.requested", { supportId, from })], rows };
  },
});
