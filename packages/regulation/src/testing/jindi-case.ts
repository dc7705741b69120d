import type { Payload } from "@hearken/contracts";
import { ComplaintCase, holding, rulesOf } from "./complaint-case.js";

/* A complaint under Jindi's procedure of 5 March 2025, from receipt to the opinion that the customer heard. */

export const STAFF = holding("sales_staff");
export const LEAD = holding("sales_lead");
export const MANAGER = holding("sales_manager");
export const DEPUTY = holding("deputy_gm");
export const GENERAL = holding("general_manager");

/** The handling record as it is filled in at receipt. */
export const FIRST_RECORD = {
  number: "TS20250001",
  filled: [
    "complainant",
    "complaint_matter",
    "record_time",
    "recorder",
    "expected_feedback",
    "told_at",
    "repeated_and_confirmed",
  ],
  marks: ["service_line:sales", "on_the_spot:yes"],
} satisfies Partial<Payload<"record.filed">>;

/** Received at 10:00 by a member of the sales staff, who goes on. */
export function received(channel = "phone"): ComplaintCase {
  return new ComplaintCase(rulesOf("jindi"), [], STAFF).received("2025-03-05T10:00", { channel });
}

/** With the date promised to the customer. */
export function promised(channel = "phone"): ComplaintCase {
  return received(channel).then("2025-03-05T10:05", "feedback.promised", { on: "2025-03-12" });
}

/** With its handling record. */
export function recorded(channel = "phone"): ComplaintCase {
  return promised(channel).record("2025-03-05T10:10", "handling_record", FIRST_RECORD);
}

/** With the measures taken, and the opinion told to the customer by telephone. */
export function handled(channel = "phone"): ComplaintCase {
  return recorded(channel)
    .record("2025-03-05T14:00", "handling_record", { filled: ["handling_measures", "handler"] })
    .record("2025-03-05T14:30", "opinion_told", { filled: ["told_at"], marks: ["way:phone", "reaction:accepts"] });
}

/** Finished at 15:00. */
export function finished(channel = "phone"): ComplaintCase {
  return handled(channel).then("2025-03-05T15:00", "complaint.finished", {});
}
