import { complaintFact } from "./contract.js";
import { code, codes, id, maybe } from "./field.js";

/** What is done with what is kept about the people behind a complaint: who saw it, what was erased, what must be kept. */
export const complainantEvents = [
  complaintFact(
    "complainant.revealed",
    { about: "Somebody was shown in clear who a complainant is." },
    {
      complainantId: id,
      /** `name`, `phone`, `address` or `identity_number`. */
      fields: codes,
      /** `contact`, `visit`, `verify`, `legal` or `other`. */
      purpose: code,
      reasonId: maybe(id),
    },
  ),
  complaintFact(
    "complainant.exported",
    { about: "Everything that is kept about a complainant was handed out." },
    {
      complainantId: id,
      /** `person_asked`, `authority_asked` or `legal`. */
      purpose: code,
    },
  ),
  complaintFact(
    "complainant.erased",
    { about: "What says who a complainant is was erased." },
    {
      complainantId: id,
      /** `retention`: the regulation's time has passed; `request`: the person asked for it. */
      basis: code,
    },
  ),
  complaintFact(
    "complaint.hold_placed",
    { about: "Nothing about the complaint may be erased until the legal hold is released." },
    { reasonId: id },
  ),
  complaintFact("complaint.hold_released", { about: "The legal hold on the complaint ended." }, { reasonId: id }),
] as const;
