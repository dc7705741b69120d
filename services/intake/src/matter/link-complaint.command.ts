import { event } from "@hearken/contracts";
import { refuse, type ComplaintId } from "@hearken/kernel";
import { complaintById } from "../complaint/complaint.query.js";
import { onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { z } from "zod";

/** Ties the complaint to one that was received no later. */
export const linkComplaint = useCase({
  name: "linkComplaint",
  action: "complaint.handle",
  input: onComplaint({ previousId: reference, relation: z.enum(["repeat", "related", "duplicate"]) }),
  async decide({ previousId, relation }, { uow, complaint }) {
    const previous = previousId === "" ? undefined : await complaintById(uow, previousId as ComplaintId);
    if (previous === undefined) return undefined;
    if (previous.id === complaint.id || previous.receivedAt > complaint.receivedAt) {
      return refuse("INVALID_INPUT", NOT_EARLIER, { path: ["input", "previousId"] });
    }
    return { events: [event("complaint.linked", { previousId, relation })] };
  },
});

const NOT_EARLIER = { en: "It must be another complaint, received earlier.", "zh-CN": "须为更早受理的另一投诉。" };
