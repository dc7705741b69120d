import { event } from "@hearken/contracts";
import { z } from "zod";
import { maybe, onComplaint, prose, references } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseValidity } from "../complaint/validity-order.js";
import { writeIfAny } from "../words/write-words.command.js";

/** Finds the complaint valid or invalid (有效、无效). */
export const determineValidity = useCase({
  name: "determineValidity",
  action: "validity.determine",
  input: onComplaint({
    validity: z.enum(["valid", "invalid"]),
    consultedStaffIds: maybe(references),
    reason: maybe(prose()),
  }),
  names: ({ consultedStaffIds = [] }) => ({ staff: consultedStaffIds }),
  decide({ validity, consultedStaffIds, reason }, situation) {
    const no = refuseValidity(situation.complaint.validity, validity);
    if (no !== undefined) return no;
    const { id: reasonId, rows } = writeIfAny(situation, "reason", reason);
    return { events: [event("validity.determined", { validity, consultedStaffIds, reasonId })], rows };
  },
});
