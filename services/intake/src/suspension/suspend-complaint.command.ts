import { event } from "@hearken/contracts";
import { code, maybe, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeIfAny } from "../words/write-words.command.js";

/** Handling waits, for a reason (暂停); which clocks stand still is the regulation's to say. */
export const suspendComplaint = useCase({
  name: "suspendComplaint",
  action: "complaint.handle",
  input: onComplaint({ reason: code, explanation: maybe(prose()) }),
  decide({ reason, explanation }, situation) {
    const { id: reasonId, rows } = writeIfAny(situation, "reason", explanation);
    return { events: [event("complaint.suspended", { reason, reasonId })], rows };
  },
});
