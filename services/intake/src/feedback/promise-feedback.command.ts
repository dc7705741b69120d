import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { contactOf } from "./contact-of.js";
import { date, maybe, onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refusePast } from "./promised-date.js";

/** Promises the complainant a date by which they hear (承诺反馈日期). */
export const promiseFeedback = useCase({
  name: "promiseFeedback",
  action: "complaint.handle",
  input: onComplaint({ on: date, contactId: maybe(reference) }),
  decide({ on, contactId }, { complaint, history, rules, at }) {
    if (contactId !== undefined && !contactOf(history, contactId)) return undefined;
    if (complaint.promisedOn !== null) return refuse("ILLEGAL_TRANSITION", PROMISED);
    return refusePast(on, rules.calendar.dateAt(at)) ?? { events: [event("feedback.promised", { on, contactId })] };
  },
});

const PROMISED = {
  en: "A date is promised already: going from one date to another is an extension.",
  "zh-CN": "已承诺反馈日期；如需变更请使用变更。",
};
