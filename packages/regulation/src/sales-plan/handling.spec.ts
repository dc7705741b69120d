import { describe, expect, it } from "@jest/globals";
import type { Readings } from "../rules/builder.js";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";
import {
  DISSATISFIED,
  finished,
  handled,
  LEGAL,
  PROJECT_MANAGER,
  SALES,
  SALES_HEAD,
  SATISFIED,
  SPECIALIST,
  TECHNICIAN,
  transferred,
} from "../testing/sales-plan-case.js";

const AT = "2025-03-05T14:00";
const END = "2025-03-05T16:00";
const OTHER = holding("technician");
const RECORD = { recordId: numbered(70) };

const mayFinish = (told: ComplaintCase): string | undefined =>
  told.by(SPECIALIST).refusal(END, "complaint.finished", {});

describe("handling by kind under the sales plan", () => {
  it("SP-4.3a product quality: a technician inspects the site before the project manager's solution", () => {
    const told = transferred("product_quality");
    expect(told.obligation("inspect_site", AT)).toMatchObject({ owner: "project_manager", status: "open" });
    const outcome = "confirmed";
    expect(told.by(PROJECT_MANAGER).stepRefusal(AT, "site_inspection", { outcome })).toBe("SP-4.3a");
    expect(told.by(TECHNICIAN).stepRefusal(AT, "site_inspection", { outcome })).toBeUndefined();
    expect(told.by(TECHNICIAN).stepRefusal(AT, "site_inspection")).toBe("SP-4.3a");
    expect(told.by(PROJECT_MANAGER).stepRefusal(AT, "solution_proposed", RECORD)).toBe("SP-4.3a");
    const inspected = handled("product_quality").by(TECHNICIAN).step(AT, "site_inspection", { outcome });
    expect(inspected.status("inspect_site", AT)).toBe("met");
    expect(inspected.obligation("propose_solution", AT)).toMatchObject({ owner: "project_manager", status: "open" });
    expect(mayFinish(inspected)).toBe("SP-4.3a");
    expect(inspected.by(PROJECT_MANAGER).stepRefusal(AT, "solution_proposed", RECORD)).toBeUndefined();
    expect(inspected.by(PROJECT_MANAGER).stepRefusal(AT, "solution_proposed")).toBe("SP-4.3a");
    const solved = inspected.by(PROJECT_MANAGER).step(AT, "solution_proposed", RECORD);
    expect(solved.status("propose_solution", AT)).toBe("met");
    expect(mayFinish(solved)).toBeUndefined();
  });

  it("SP-4.3b service attitude: the head of sales investigates and acts; whoever is complained of keeps out", () => {
    const told = handled("service_attitude");
    expect(told.obligation("investigate", AT)).toMatchObject({ owner: "sales_head", status: "open" });
    expect(mayFinish(told)).toBe("SP-4.3b");
    const head = told.by(SALES_HEAD);
    expect(head.stepRefusal(AT, "personnel_action", { outcome: "training" })).toBe("SP-4.3b");
    expect(told.by(OTHER).stepRefusal(AT, "investigation", { outcome: "substantiated" })).toBe("SP-4.3b");
    expect(head.stepRefusal(AT, "investigation", { outcome: "substantiated" })).toBeUndefined();
    const found = head.step(AT, "investigation", { outcome: "substantiated" });
    for (const outcome of ["training", "disciplinary"])
      expect(found.stepRefusal(AT, "personnel_action", { outcome })).toBeUndefined();
    expect(found.stepRefusal(AT, "personnel_action", { outcome: "none" })).toBe("SP-4.3b");
    expect(found.stepRefusal(AT, "personnel_action", { outcome: "none", ...RECORD })).toBeUndefined();
    expect(mayFinish(found)).toBe("SP-4.3b");
    const acted = found.step(AT, "personnel_action", { outcome: "training" });
    expect(acted.status("investigate", AT)).toBe("met");
    expect(mayFinish(acted)).toBeUndefined();
    const accused = acted.then(AT, "complaint.accused", { staffId: SPECIALIST.id });
    expect(mayFinish(accused)).toBe("SP-4.3b");
    expect(
      accused.by(SPECIALIST).recordRefusal(AT, "handling_record", { filled: ["responsible_person", "measure"] }),
    ).toBe("SP-4.3b");
  });

  it("SP-4.3c contract: the legal department reviews it; an agreement with the customer is attached", () => {
    const told = handled("contract");
    expect(told.obligation("review_contract", AT)).toMatchObject({ owner: "legal_dept", status: "open" });
    expect(mayFinish(told)).toBe("SP-4.3c");
    expect(told.by(SALES).stepRefusal(AT, "contract_review", { outcome: "unclear" })).toBe("SP-4.3c");
    expect(told.by(LEGAL).stepRefusal(AT, "contract_review", { outcome: "unclear" })).toBeUndefined();
    const reviewed = told.by(LEGAL).step(AT, "contract_review", { outcome: "unclear" });
    expect(reviewed.status("review_contract", AT)).toBe("met");
    expect(mayFinish(reviewed)).toBeUndefined();
    expect(told.by(SALES).stepRefusal(AT, "contract_talk", { outcome: "agreement" })).toBe("SP-4.3c");
    expect(reviewed.stepRefusal(AT, "contract_talk", { outcome: "explained" })).toBeUndefined();
    expect(mayFinish(reviewed.step(AT, "contract_talk", { outcome: "explained" }))).toBeUndefined();
    const agreed = reviewed.step(AT, "contract_talk", { outcome: "agreement" });
    expect(mayFinish(agreed)).toBe("SP-4.3c");
    const agreement = { filled: ["terms", "agreed_on"] };
    expect(agreed.recordRefusal(AT, "agreement", agreement)).toBeUndefined();
    for (const field of agreement.filled)
      expect(agreed.recordRefusal(AT, "agreement", { filled: [field] })).toBe("SP-4.3c");
    expect(mayFinish(agreed.record(AT, "agreement", agreement))).toBeUndefined();
  });

  it("SP-4.3d price: sales verifies the policy, explains in time, and compensates on evidence", () => {
    const told = handled("price");
    expect(told.obligation("verify_policy", AT)).toMatchObject({ owner: "sales_dept", status: "open" });
    const sales = told.by(SALES);
    expect(sales.stepRefusal(AT, "compensation_chosen", RECORD)).toBe("SP-4.3d");
    expect(told.by(OTHER).stepRefusal(AT, "policy_verified", { outcome: "differs" })).toBe("SP-4.3d");
    expect(sales.stepRefusal(AT, "policy_verified", { outcome: "differs" })).toBeUndefined();
    const verified = sales.step(AT, "policy_verified", { outcome: "differs" });
    expect(verified.status("verify_policy", AT)).toBe("met");
    expect(verified.obligation("explain_price", AT)).toMatchObject({
      owner: "sales_dept",
      dueAt: shanghai("2025-03-06T14:00"),
    });
    expect(mayFinish(verified)).toBe("SP-4.3d");
    expect(told.by(OTHER).stepRefusal(AT, "price_explained")).toBe("SP-4.3d");
    const explained = verified.step(AT, "price_explained");
    expect(explained.status("explain_price", AT)).toBe("met");
    expect(mayFinish(explained)).toBeUndefined();
    expect(explained.stepRefusal(AT, "compensation_chosen", RECORD)).toBe("SP-4.3d");
    const evidence = { filled: ["promised_price", "actual_price"] };
    for (const field of evidence.filled)
      expect(explained.recordRefusal(AT, "price_evidence", { filled: [field] })).toBe("SP-4.3d");
    expect(explained.recordRefusal(AT, "price_evidence", evidence)).toBeUndefined();
    const proven = explained.record(AT, "price_evidence", evidence);
    expect(proven.stepRefusal(AT, "compensation_chosen", RECORD)).toBeUndefined();
    expect(proven.by(OTHER).stepRefusal(AT, "compensation_chosen", RECORD)).toBe("SP-4.3d");
    const unverified = sales.record(AT, "price_evidence", evidence);
    expect(unverified.stepRefusal(AT, "compensation_chosen", RECORD)).toBe("SP-4.3d");
  });
});

describe("feedback under the sales plan", () => {
  const answered = (feedback: typeof SATISFIED): ComplaintCase =>
    finished().record("2025-03-05T17:00", "feedback", feedback);

  it("SP-4.4a the specialist tells the result in time and confirms satisfaction before closing", () => {
    expect(finished().obligation("feed_back", END)).toMatchObject({
      owner: "service_specialist",
      dueAt: shanghai("2025-03-06T16:00"),
    });
    expect(finished().status("feed_back", "2025-03-06T16:00")).toBe("breached");
    expect(finished().refusal("2025-03-05T17:00", "complaint.closed", {})).toBe("SP-4.4a");
    expect(finished().recordRefusal("2025-03-05T17:00", "feedback", SATISFIED)).toBeUndefined();
    expect(finished().by(SALES).recordRefusal("2025-03-05T17:00", "feedback", SATISFIED)).toBe("SP-4.4a");
    for (const lacking of [
      { ...SATISFIED, filled: [] },
      { ...SATISFIED, marks: [] },
    ])
      expect(finished().recordRefusal("2025-03-05T17:00", "feedback", lacking)).toBe("SP-4.4a");
    expect(answered(SATISFIED).status("feed_back", "2025-03-05T17:00")).toBe("met");
    expect(answered(SATISFIED).refusal("2025-03-05T18:00", "complaint.closed", {})).toBeUndefined();
  });

  it("SP-4.4b a customer who is still dissatisfied gives an opinion and a second round follows, with feedback again", () => {
    const without = { ...DISSATISFIED, filled: ["result_told"] };
    expect(finished().recordRefusal("2025-03-05T17:00", "feedback", without)).toBe("SP-4.4b");
    const first = answered(DISSATISFIED);
    expect(first.obligation("second_round", "2025-03-05T17:00")).toMatchObject({
      owner: "service_specialist",
      status: "open",
    });
    expect(answered(SATISFIED).obligations("second_round", "2025-03-05T17:00")).toEqual([]);
    expect(first.refusal("2025-03-05T18:00", "complaint.closed", {})).toBe("SP-4.4b");
    const again = first
      .then("2025-03-06T09:00", "complaint.reopened", { reason: "dissatisfied" })
      .then("2025-03-07T16:00", "complaint.finished", {});
    expect(again.status("second_round", "2025-03-07T16:00")).toBe("met");
    expect(again.status("feed_back", "2025-03-07T16:00")).toBe("open");
    expect(again.refusal("2025-03-07T17:00", "complaint.closed", {})).toBe("SP-4.4a");
    const second = again.record("2025-03-07T17:00", "feedback", DISSATISFIED);
    expect(second.obligations("second_round", "2025-03-07T17:00")).toHaveLength(1);
    expect(second.refusal("2025-03-07T18:00", "complaint.closed", {})).toBeUndefined();
  });

  it("SP-4.5a the specialist files process and result after the end, and nothing changes them", () => {
    const closed = answered(SATISFIED).then("2025-03-05T18:00", "complaint.closed", {});
    const archive = { filled: ["process", "result"] };
    expect(closed.obligation("archive", "2025-03-05T18:00")).toMatchObject({
      owner: "service_specialist",
      status: "open",
    });
    expect(closed.recordRefusal("2025-03-06T10:00", "archive_record", archive)).toBeUndefined();
    expect(closed.by(SALES).recordRefusal("2025-03-06T10:00", "archive_record", archive)).toBe("SP-4.5a");
    for (const field of archive.filled)
      expect(closed.recordRefusal("2025-03-06T10:00", "archive_record", { filled: [field] })).toBe("SP-4.5a");
    const filed = closed.record("2025-03-06T10:00", "archive_record", archive);
    expect(filed.status("archive", "2025-03-06T10:00")).toBe("met");
    expect(filed.recordRefusal("2025-03-07T10:00", "archive_record", archive)).toBe("SP-4.5a");
  });
});

describe("the return visit under the sales plan", () => {
  const VISIT = { filled: ["satisfaction", "experience"] };
  const made = { followUpId: numbered(80), outcome: "satisfied" };
  const inJanuary = (readings: Readings = {}): ComplaintCase =>
    new ComplaintCase(rulesOf("sales-plan", readings), [], SPECIALIST)
      .received("2025-01-20T10:00")
      .then("2025-01-31T16:00", "complaint.finished", {});

  it("SP-7.1 is made within one month of handling, on satisfaction and later experience", () => {
    const told = inJanuary();
    expect(told.obligation("follow_up", "2025-01-31T16:00")).toMatchObject({
      kind: "followup",
      owner: "service_specialist",
      dueAt: shanghai("2025-03-01T00:00"),
      warnAt: shanghai("2025-02-22T00:00"),
    });
    expect(told.status("follow_up", "2025-02-28T23:59:59")).toBe("open");
    expect(told.status("follow_up", "2025-03-01T00:00")).toBe("breached");
    const toTheHour = inJanuary({ monthEnds: "exact" }).obligation("follow_up", "2025-01-31T16:00");
    expect(toTheHour.dueAt).toBe(shanghai("2025-02-28T16:00"));
    expect(told.refusal("2025-02-20T10:00", "followup.made", made)).toBe("SP-7.1");
    expect(told.recordRefusal("2025-02-20T10:00", "visit", VISIT)).toBeUndefined();
    for (const field of VISIT.filled)
      expect(told.recordRefusal("2025-02-20T10:00", "visit", { filled: [field] })).toBe("SP-7.1");
    const visited = told.record("2025-02-20T10:00", "visit", VISIT);
    expect(visited.refusal("2025-02-20T10:05", "followup.made", made)).toBeUndefined();
    expect(visited.then("2025-02-20T10:05", "followup.made", made).status("follow_up", "2025-03-01T00:00")).toBe("met");
  });

  it("SP-7.0 what the customer experienced since is learnt, and criticism becomes a measure", () => {
    const closed = finished()
      .record("2025-03-05T17:00", "feedback", SATISFIED)
      .then("2025-03-05T18:00", "complaint.closed", {});
    expect(closed.status("follow_up", "2025-03-06T10:00")).toBe("open");
    expect(
      closed.recordRefusal("2025-03-20T10:00", "visit", { filled: [...VISIT.filled, "criticism"] }),
    ).toBeUndefined();
    const group = ["leading_group_head", "leading_group_deputy", "leading_group_member"];
    for (const outcome of ["dissatisfied", "criticism"])
      expect(
        closed.then("2025-03-20T10:05", "followup.made", { ...made, outcome }).notices("criticism", "2025-03-20T10:05"),
      ).toEqual(group);
    expect(closed.then("2025-03-20T10:05", "followup.made", made).notices("criticism", "2025-03-20T10:05")).toEqual([]);
    const measure = { ...RECORD, party: "sales_dept", date: "2025-04-10" };
    const set = closed.by(holding("leading_group_deputy"));
    expect(set.stepRefusal("2025-03-21T10:00", "measure_set", measure)).toBeUndefined();
    expect(
      set.step("2025-03-21T10:00", "measure_set", measure).obligation("carry_out_measure", "2025-03-21T10:00"),
    ).toMatchObject({
      owner: "sales_dept",
      dueAt: shanghai("2025-04-11T00:00"),
    });
  });
});
