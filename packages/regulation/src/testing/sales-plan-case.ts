import { ComplaintCase, holding, numbered, rulesOf } from "./complaint-case.js";

/* A complaint under the sales plan on 5 March 2025, from receipt to the customer's answer. */

export const SPECIALIST = holding("service_specialist");
export const HEAD = holding("leading_group_head");
export const SALES_HEAD = holding("sales_head");
export const PROJECT_MANAGER = holding("project_manager");
export const TECHNICIAN = holding("technician");
export const LEGAL = holding("legal_dept");
export const SALES = holding("sales_dept");

/** The record that is made at once. */
export const INTAKE = { filled: ["name", "contact", "complained_at", "subject"] };
/** What the feedback call brought. */
export const SATISFIED = { filled: ["result_told"], marks: ["satisfaction:satisfied"] };
export const DISSATISFIED = { filled: ["result_told", "opinion"], marks: ["satisfaction:dissatisfied"] };

/** Received by telephone at 10:00 by the specialist, who goes on. */
export function received(category = "other"): ComplaintCase {
  return new ComplaintCase(rulesOf("sales-plan"), [], SPECIALIST).received("2025-03-05T10:00", { category });
}

/** With its record. */
export function recorded(category = "other"): ComplaintCase {
  return received(category).record("2025-03-05T10:05", "intake_record", INTAKE);
}

const RESPONSIBLE: Readonly<Record<string, string>> = {
  product_quality: "project_manager",
  service_attitude: "sales_head",
  contract: "legal_dept",
  price: "sales_dept",
};

/** Transferred at 10:10 to whoever is responsible for such complaints. */
export function transferred(category = "other"): ComplaintCase {
  return recorded(category).then("2025-03-05T10:10", "complaint.relayed", {
    to: RESPONSIBLE[category] ?? "service_specialist",
    relayId: numbered(50),
    staffId: numbered(51),
  });
}

/** With the record of who did what. */
export function handled(category = "other"): ComplaintCase {
  return transferred(category).record("2025-03-05T12:00", "handling_record", {
    filled: ["responsible_person", "measure"],
  });
}

/** Finished at 16:00: a complaint of no particular kind. */
export function finished(): ComplaintCase {
  return handled().then("2025-03-05T16:00", "complaint.finished", {});
}
