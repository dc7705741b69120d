import { event } from "@hearken/contracts";
import { isRefusal } from "@hearken/kernel";
import { onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";
import { unanswered } from "./hand-over-answer.js";

/** Reports back to whoever gave the complaint (答复移交), once; the recipient goes on. */
export const answerHandOver = useCase({
  name: "answerHandOver",
  action: "hand_over.answer",
  input: onComplaint({ report: prose(20_000) }),
  decide({ report }, situation) {
    const asked = unanswered(situation.history);
    if (isRefusal(asked)) return asked;
    const { handOverId } = asked;
    const { id: reportId, rows } = writeWords(situation, "hand_over_answer", { text: report, aboutId: handOverId });
    return { events: [event("complaint.hand_over_reported", { handOverId, reportId })], rows };
  },
});
