import { event } from "@hearken/contracts";
import { onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";

/** Names one commander and one spokesperson (指挥人、发言人); naming them again replaces both. */
export const appointCommand = useCase({
  name: "appointCommand",
  action: "complaint.handle",
  input: onComplaint({ commanderId: reference, spokespersonId: reference }),
  names: ({ commanderId, spokespersonId }) => ({ addressees: [commanderId, spokespersonId] }),
  decide({ commanderId, spokespersonId }) {
    return { events: [event("command.appointed", { commanderId, spokespersonId })] };
  },
});
