import { event } from "@hearken/contracts";
import { HOUR, refuse } from "@hearken/kernel";
import { maybe, onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { peopleBehind } from "./behind.js";

/** Between two urgings of one complaint. */
const REST = HOUR;

/** The complainant pressed for an answer (催办): once an hour at most. */
export const urgeComplaint = useCase({
  name: "urgeComplaint",
  action: "complaint.handle",
  input: onComplaint({ complainantId: maybe(reference) }),
  decide({ complainantId }, { history, at }) {
    if (complainantId !== undefined && !peopleBehind(history).has(complainantId)) return undefined;
    const isTooSoon = history.some(
      ({ type, occurredAt }) => type === "complaint.urged" && Math.abs(at - occurredAt) < REST,
    );
    if (isTooSoon) return refuse("ALREADY_EXISTS", TOO_SOON);
    return { events: [event("complaint.urged", { complainantId })] };
  },
});

const TOO_SOON = {
  en: "It was urged within this hour already; once an hour is enough.",
  "zh-CN": "一小时内已催办过，每小时最多催办一次。",
};
