import { event } from "@hearken/contracts";
import { z } from "zod";
import { maybe, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeIfAny } from "../words/write-words.command.js";

/** Handling is finished (办结); the visit after it is still owed. */
export const finishComplaint = useCase({
  name: "finishComplaint",
  action: "complaint.handle",
  input: onComplaint({ responsibility: maybe(z.enum(["ours", "not_ours", "shared"])), summary: maybe(prose(20_000)) }),
  decide({ responsibility, summary }, situation) {
    const { id: summaryId, rows } = writeIfAny(situation, "summary", summary);
    return { events: [event("complaint.finished", { responsibility, summaryId })], rows };
  },
});
