import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { code, instant, maybe, onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknownPost } from "../complaint/known-code.js";

/** A post of the company met the complainants (出面会见). */
export const recordMeeting = useCase({
  name: "recordMeeting",
  action: "complaint.handle",
  input: onComplaint({ post: code, at: maybe(instant) }),
  decide(input, { rules, complaint, at }) {
    const { post } = input;
    const unknown = refuseUnknownPost(rules, post, "post");
    if (unknown !== undefined) return unknown;
    const metAt = input.at ?? at;
    if (metAt > at || metAt < complaint.receivedAt) return refuse("INVALID_INPUT", WHEN, { path: ["input", "at"] });
    return { events: [event("meeting.held", { post, at: metAt })] };
  },
});

const WHEN = {
  en: "A meeting about a complaint lies between its receipt and now.",
  "zh-CN": "会见时间须在投诉受理之后、当前时间之前。",
};
