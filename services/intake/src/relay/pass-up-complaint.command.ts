import { event } from "@hearken/contracts";
import { code, maybe, onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknownPost } from "../complaint/known-code.js";

/** Reports the complaint upwards (上报); the lead goes along. */
export const passUpComplaint = useCase({
  name: "passUpComplaint",
  action: "complaint.handle",
  input: onComplaint({ to: code, staffId: maybe(reference) }),
  names: ({ staffId }) => ({ addressees: [staffId] }),
  decide({ to, staffId }, { rules }) {
    return refuseUnknownPost(rules, to, "to") ?? { events: [event("complaint.passed_up", { to, staffId })] };
  },
});
