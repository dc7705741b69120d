import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { z } from "zod";
import { onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";

const KEY = /^[A-Za-z0-9][A-Za-z0-9_.:#-]{0,255}$/;

/** Releases somebody from what they owe (豁免), with the reason, for whoever has the power to. */
export const waiveObligation = useCase({
  name: "waiveObligation",
  action: "obligation.waive",
  input: onComplaint({ key: z.string().regex(KEY, "not a key"), reason: prose() }),
  decide({ key, reason }, situation) {
    const owed = situation.standing().obligations.find((one) => one.key === key);
    if (owed === undefined) return refuse("INVALID_INPUT", NEVER_OWED, { path: ["input", "key"] });
    if (owed.status !== "open") return refuse("ILLEGAL_TRANSITION", NOT_OPEN);
    const { id: reasonId, rows } = writeWords(situation, "reason", { text: reason });
    return { events: [event("obligation.waived", { key, reasonId })], rows };
  },
});

const NEVER_OWED = { en: "Nobody owes this for this complaint.", "zh-CN": "该投诉没有这一待办事项。" };
const NOT_OPEN = {
  en: "Only what is still open can be waived; what was breached stays breached.",
  "zh-CN": "仅未到期的待办事项可以豁免；已逾期的不能豁免。",
};
