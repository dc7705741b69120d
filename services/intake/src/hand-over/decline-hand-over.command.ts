import { event } from "@hearken/contracts";
import { isRefusal } from "@hearken/kernel";
import { onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";
import { unanswered } from "./hand-over-answer.js";

/** Sends back what was handed over (退回移交): nothing is owed here any more, and the giver is told why. */
export const declineHandOver = useCase({
  name: "declineHandOver",
  action: "hand_over.answer",
  input: onComplaint({ reason: prose() }),
  decide({ reason }, situation) {
    const asked = unanswered(situation.history);
    if (isRefusal(asked)) return asked;
    const { handOverId } = asked;
    const { id: reasonId, rows } = writeWords(situation, "reason", { text: reason, aboutId: handOverId });
    return { events: [event("complaint.hand_over_declined", { handOverId, reasonId })], rows };
  },
});
