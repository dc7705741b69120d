import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { contactOf } from "./contact-of.js";
import { date, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeIfAny } from "../words/write-words.command.js";
import { refusePast } from "./promised-date.js";

/** Changes the promised date (变更反馈日期); how often the regulation permits it is its gate's to say. */
export const extendFeedback = useCase({
  name: "extendFeedback",
  action: "complaint.handle",
  input: onComplaint({ on: date, contactId: maybe(reference), reason: maybe(prose()) }),
  decide({ on, contactId, reason }, situation) {
    const { complaint, history, rules, at } = situation;
    if (contactId !== undefined && !contactOf(history, contactId)) return undefined;
    if (complaint.promisedOn === null) return refuse("ILLEGAL_TRANSITION", NOTHING);
    if (complaint.promisedOn === on) return refuse("INVALID_INPUT", SAME, { path: ["input", "on"] });
    const past = refusePast(on, rules.calendar.dateAt(at));
    if (past !== undefined) return past;
    const { id: reasonId, rows } = writeIfAny(situation, "reason", reason);
    return { events: [event("feedback.extended", { on, contactId, reasonId })], rows };
  },
});

const NOTHING = {
  en: "No date is promised yet: there is none to change from.",
  "zh-CN": "尚未承诺反馈日期，无从变更。",
};
const SAME = { en: "This is the promised date.", "zh-CN": "与已承诺的日期相同。" };
