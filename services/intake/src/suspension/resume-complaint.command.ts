import { event } from "@hearken/contracts";
import { onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";

/** Handling goes on (恢复). */
export const resumeComplaint = useCase({
  name: "resumeComplaint",
  action: "complaint.handle",
  input: onComplaint({}),
  decide() {
    return { events: [event("complaint.resumed", {})] };
  },
});
