import { event } from "@hearken/contracts";
import { maybe, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseValidity } from "../complaint/validity-order.js";
import { writeIfAny } from "../words/write-words.command.js";

/** Puts the question of validity to the one who decides it (提请判定), with an opinion. */
export const referValidity = useCase({
  name: "referValidity",
  action: "complaint.handle",
  input: onComplaint({ opinion: maybe(prose()) }),
  decide({ opinion }, situation) {
    const no = refuseValidity(situation.complaint.validity, "referred");
    if (no !== undefined) return no;
    const { id: opinionId, rows } = writeIfAny(situation, "opinion", opinion);
    return { events: [event("validity.referred", { opinionId })], rows };
  },
});
