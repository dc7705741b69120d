import { event } from "@hearken/contracts";
import { onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";

/** The hold ends; what is due to be erased is then looked at again. */
export const releaseLegalHold = useCase({
  name: "releaseLegalHold",
  action: "legal_hold.manage",
  input: onComplaint({ reason: prose() }),
  decide({ reason }, situation) {
    const { id: reasonId, rows } = writeWords(situation, "reason", { text: reason });
    return { events: [event("complaint.hold_released", { reasonId })], rows };
  },
});
