import { event } from "@hearken/contracts";
import { onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseValidity } from "../complaint/validity-order.js";

/** Whoever took it in cannot tell whether the complaint is valid (存疑). */
export const questionValidity = useCase({
  name: "questionValidity",
  action: "complaint.handle",
  input: onComplaint({}),
  decide(_, { complaint }) {
    return refuseValidity(complaint.validity, "questioned") ?? { events: [event("validity.questioned", {})] };
  },
});
