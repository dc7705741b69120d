import { event } from "@hearken/contracts";
import { maybe, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeIfAny } from "../words/write-words.command.js";

/** The complainant takes the complaint back (撤诉). */
export const withdrawComplaint = useCase({
  name: "withdrawComplaint",
  action: "complaint.close",
  input: onComplaint({ reason: maybe(prose()) }),
  decide({ reason }, situation) {
    const { id: reasonId, rows } = writeIfAny(situation, "reason", reason);
    return { events: [event("complaint.withdrawn", { reasonId })], rows };
  },
});
