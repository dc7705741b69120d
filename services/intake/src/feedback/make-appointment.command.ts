import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { instant, onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";

/** Agrees a meeting with the complainant (约见). */
export const makeAppointment = useCase({
  name: "makeAppointment",
  action: "complaint.handle",
  input: onComplaint({ at: instant }),
  decide(input, { at }) {
    if (input.at < at) return refuse("INVALID_INPUT", PAST, { path: ["input", "at"] });
    return { events: [event("appointment.made", { at: input.at })] };
  },
});

const PAST = { en: "This time is over.", "zh-CN": "该时间已过。" };
