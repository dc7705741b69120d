import { event } from "@hearken/contracts";
import { codes, onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";

/** Confirms items of a conduct checklist (操作要点). */
export const tickChecklist = useCase({
  name: "tickChecklist",
  action: "complaint.handle",
  input: onComplaint({ items: codes.min(1) }),
  decide({ items }) {
    return { events: [event("checklist.ticked", { items: [...new Set(items)] })] };
  },
});
