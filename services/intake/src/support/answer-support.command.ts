import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";

/** Gives the advice or help that was asked for (支援意见), once. */
export const answerSupport = useCase({
  name: "answerSupport",
  action: "complaint.handle",
  input: onComplaint({ supportId: reference, advice: prose() }),
  decide({ supportId, advice }, situation) {
    const { history } = situation;
    const asked = history
      .map(({ type, payload }) =>
        type === "support.requested" && payload.supportId === supportId ? payload : undefined,
      )
      .find((one) => one !== undefined);
    if (asked === undefined) return undefined;
    if (history.some(({ type, payload }) => type === "support.answered" && payload.supportId === supportId)) {
      return refuse("ALREADY_EXISTS", ANSWERED, { path: ["input", "supportId"] });
    }
    const { rows } = writeWords(situation, "support_answer", { text: advice, aboutId: supportId });
    return { events: [event("support.answered", { supportId, from: asked.from })], rows };
  },
});

const ANSWERED = { en: "This support was given already.", "zh-CN": "该支援请求已答复。" };
