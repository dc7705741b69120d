import { event } from "@hearken/contracts";
import { code, maybe, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeIfAny } from "../words/write-words.command.js";

/** A finished or closed complaint goes on (重开). */
export const reopenComplaint = useCase({
  name: "reopenComplaint",
  action: "complaint.close",
  input: onComplaint({ reason: code, explanation: maybe(prose()) }),
  decide({ reason, explanation }, situation) {
    const { id: reasonId, rows } = writeIfAny(situation, "reason", explanation);
    return { events: [event("complaint.reopened", { reason, reasonId })], rows };
  },
});
