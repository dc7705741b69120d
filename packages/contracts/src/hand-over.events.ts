import { complaintFact } from "./contract.js";
import { code, id, maybe } from "./field.js";

/** How a complaint goes from one organization to another; each fact stands in the history of the side that it names. */
export const handOverEvents = [
  complaintFact(
    "complaint.handed_over",
    { about: "The giver handed the complaint over to another organization." },
    {
      handOverId: id,
      toOrganizationId: id,
      /** `identified` or `redacted`: whether the complainants are told. */
      sharing: code,
    },
  ),
  complaintFact(
    "complaint.hand_over_failed",
    { about: "The recipient's complaint could not be made: the giver goes on alone." },
    {
      handOverId: id,
      /** `suspended`, `unregulated`, `withdrawn` or `refused`. */
      cause: code,
      /** The clause of the recipient's regulation that refuses it. */
      clause: maybe(code),
    },
  ),
  complaintFact(
    "complaint.hand_over_answered",
    { about: "The giver heard what became of the complaint that was handed over." },
    {
      handOverId: id,
      /** `reported`, `declined`, `finished`, `closed` or `withdrawn`. */
      outcome: code,
    },
  ),
  complaintFact(
    "complaint.taken_over",
    { about: "The recipient's complaint was made from one of another organization." },
    { handOverId: id, fromOrganizationId: id },
  ),
  complaintFact(
    "complaint.hand_over_reported",
    { about: "The recipient reported back to the giver." },
    { handOverId: id, reportId: id },
  ),
  complaintFact(
    "complaint.hand_over_declined",
    { about: "The recipient declined: nothing is owed by it any more." },
    { handOverId: id, reasonId: id },
  ),
] as const;
