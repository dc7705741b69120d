import { event } from "@hearken/contracts";
import { onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";

/** Nothing about the complaint is erased until the hold is released: for a court, an arbitrator or an authority. */
export const placeLegalHold = useCase({
  name: "placeLegalHold",
  action: "legal_hold.manage",
  input: onComplaint({ reason: prose() }),
  decide({ reason }, situation) {
    const { id: reasonId, rows } = writeWords(situation, "reason", { text: reason });
    return { events: [event("complaint.hold_placed", { reasonId })], rows };
  },
});
