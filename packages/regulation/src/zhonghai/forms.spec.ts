import { describe, expect, it } from "@jest/globals";
import { measure } from "../records/metric.js";
import { ComplaintCase, holding, numbered, rulesOf } from "../testing/complaint-case.js";

const zhonghai = new ComplaintCase(rulesOf("zhonghai"));
const received = zhonghai.received("2025-03-03T10:00", { category: "complaint" });
const SHEET = ["content", "customer_data", "recorder", "communication"];
const recorded = received.record("2025-03-03T10:10", "complaint_sheet", { filled: SHEET });
const repair = zhonghai
  .received("2025-03-03T10:00", { category: "repair" })
  .record("2025-03-03T10:10", "complaint_sheet", { filled: SHEET });
const NOW = "2025-03-10T10:00";

/** What is refused, field by field, when just that one is left out; the whole form is accepted. */
function demanded(
  told: ComplaintCase,
  form: string,
  { filled = [], marks = [], number }: { filled?: string[]; marks?: string[]; number?: string },
): ReadonlyMap<string, string | undefined> {
  const rest = number === undefined ? {} : { number };
  expect(told.recordRefusal(NOW, form, { filled, marks, ...rest })).toBeUndefined();
  const fields = [...filled, ...marks.map((mark) => mark.slice(0, mark.indexOf(":")))];
  return new Map(
    fields.map((field) => [
      field,
      told.recordRefusal(NOW, form, {
        filled: filled.filter((one) => one !== field),
        marks: marks.filter((mark) => !mark.startsWith(`${field}:`)),
        ...rest,
      }),
    ]),
  );
}

const all = (clause: string, ...fields: string[]): ReadonlyMap<string, string> =>
  new Map(fields.map((field) => [field, clause]));

describe("the sheet of a complaint under Zhonghai", () => {
  it("ZH-SM03-07 a complaint has one handling sheet, which is filled in further until the follow-up", () => {
    const parts = ["handling_unit", "handling_result", "customer_evaluation", "owner_opinion", "owner_signature"];
    const visit = ["followup_way", "followup_answers", "followup_evaluation", "followup_suggestions"];
    const another = { recordId: numbered(701), filled: SHEET };
    expect(received.recordRefusal("2025-03-03T10:05", "complaint_sheet", another)).toBeUndefined();
    expect(recorded.recordRefusal("2025-03-03T10:20", "complaint_sheet", another)).toBe("ZH-SM03-07");
    expect(recorded.recordRefusal(NOW, "complaint_sheet", { filled: [...parts, ...visit] })).toBeUndefined();
    expect(recorded.recordRefusal(NOW, "complaint_sheet", { filled: ["favourite_colour"] })).toBe("ZH-SM03-07");
  });

  it("ZH-3b nothing is handled on a free note: neither handed on nor finished without the sheet", () => {
    const relay = { to: "cs_rep", relayId: numbered(50) };
    expect(received.refusal("2025-03-03T10:05", "complaint.relayed", relay)).toBe("ZH-3b");
    expect(received.refusal("2025-03-03T10:05", "complaint.finished", {})).toBe("ZH-3b");
    expect(recorded.refusal("2025-03-03T10:15", "complaint.relayed", relay)).toBeUndefined();
    expect(recorded.refusal("2025-03-03T10:15", "complaint.finished", {})).toBeUndefined();
  });

  it("ZH-SM03-08 a handling plan is an attachment page of the sheet", () => {
    const filled = ["plan", "solution", "stages"];
    expect(received.recordRefusal("2025-03-03T10:05", "handling_plan", { filled })).toBe("ZH-SM03-08");
    const found = demanded(recorded, "handling_plan", { filled });
    expect(found.get("plan")).toBe("ZH-9.3.2b");
    expect(found.get("solution")).toBe("ZH-9.3.2b");
  });

  it("ZH-SM03-11 a formal written reply goes out as the letter to the customer, which keeps its date", () => {
    const reply = { replyId: numbered(60), kind: "formal", public: false };
    expect(recorded.refusal(NOW, "reply.sent", reply)).toBe("ZH-SM03-11");
    expect(recorded.refusal(NOW, "reply.sent", { ...reply, kind: "holding" })).toBeUndefined();
    const filled = ["text", "sent_on"];
    expect(demanded(recorded, "letter_to_customer", { filled })).toEqual(all("ZH-SM03-11", ...filled));
    const written = recorded.record("2025-03-10T09:00", "letter_to_customer", { filled });
    expect(written.refusal(NOW, "reply.sent", reply)).toBeUndefined();
  });

  it("ZH-SM03-12 one department asks another by a liaison sheet, which the other answers", () => {
    const support = { supportId: numbered(40), from: "eng_dept" };
    expect(recorded.refusal(NOW, "support.requested", support)).toBe("ZH-SM03-12");
    const sheet = { filled: ["sender", "request"], marks: ["receiver:eng_dept"] };
    expect(demanded(recorded, "work_liaison", sheet)).toEqual(all("ZH-SM03-12", "sender", "request", "receiver"));
    const asked = recorded.record("2025-03-04T10:00", "work_liaison", { ...sheet, recordId: numbered(710) });
    expect(asked.refusal(NOW, "support.requested", support)).toBeUndefined();
    expect(asked.refusal(NOW, "support.requested", { ...support, from: "sales_dept" })).toBe("ZH-SM03-12");
    expect(asked.obligation("answer_liaison", NOW)).toMatchObject({ owner: "business_dept", status: "open" });
    expect(asked.stepRefusal(NOW, "liaison_answered")).toBe("ZH-SM03-12");
    const other = asked.step("2025-03-05T10:00", "liaison_answered", { recordId: numbered(711) });
    expect(other.status("answer_liaison", NOW)).toBe("open");
    const answered = other.step("2025-03-05T11:00", "liaison_answered", { recordId: numbered(710) });
    expect(answered.status("answer_liaison", NOW)).toBe("met");
  });

  it("ZH-SM03-14 somebody who asks and has no unit is recorded as a potential customer", () => {
    const filled = ["contact", "enquiry"];
    const enquiry = zhonghai.received("2025-03-03T10:00", { category: "enquiry", nature: "enquiry" });
    expect(demanded(enquiry, "potential_customer_record", { filled })).toEqual(all("ZH-SM03-14", ...filled));
    expect(received.recordRefusal(NOW, "potential_customer_record", { filled })).toBe("ZH-SM03-14");
    const owner = zhonghai.received("2025-03-03T10:00", { category: "enquiry", stage: "in_warranty" });
    expect(owner.recordRefusal(NOW, "potential_customer_record", { filled })).toBe("ZH-SM03-14");
  });

  it("ZH-SM03-21 a report on request is made from the record of a closed complaint", () => {
    const filled = ["facts", "handling", "result"];
    const asked = recorded.step("2025-03-05T10:00", "handling_report_requested");
    expect(asked.recordRefusal(NOW, "handling_report", { filled })).toBe("ZH-SM03-21");
    const closed = asked.then("2025-03-06T10:00", "complaint.closed", {});
    expect(demanded(closed, "handling_report", { filled })).toEqual(all("ZH-SM03-21", ...filled));
    expect(closed.obligation("prepare_report", NOW)).toMatchObject({ owner: "cs_rep", kind: "report", status: "open" });
    expect(closed.record("2025-03-07T10:00", "handling_report", { filled }).status("prepare_report", NOW)).toBe("met");
  });

  it("ZH-SM03-27 the answers to the questionnaire count in the satisfaction rate", () => {
    expect(recorded.recordRefusal(NOW, "survey_questionnaire")).toBe("ZH-SM03-27");
    expect(recorded.recordRefusal(NOW, "survey_questionnaire", { marks: ["satisfied:perhaps"] })).toBe("ZH-SM03-27");
    expect(recorded.recordRefusal(NOW, "survey_questionnaire", { marks: ["satisfied:no"] })).toBeUndefined();
    const answers = ["yes", "yes", "no", "yes"].map((answer) =>
      recorded.record("2025-03-05T10:00", "survey_questionnaire", { marks: [`satisfied:${answer}`] }).at(NOW),
    );
    const rate = measure(zhonghai.rules, [...answers, recorded.at(NOW)]).find(
      ({ rule }) => rule.code === "satisfaction_rate",
    );
    expect(rate).toMatchObject({ count: 3, of: 4, value: 0.75 });
  });
});

describe("the papers of claims and repairs under Zhonghai", () => {
  it("ZH-SM03-10 an agreement with the customer is made on an approved claim, with parties, amount and date", () => {
    const filled = ["company", "customer", "amount", "signed_on"];
    const claim = recorded.by(holding("company_leader"));
    const decided = (outcome: string): ComplaintCase =>
      claim.step("2025-03-05T10:00", "leader_approval", { outcome, number: 1 });
    expect(claim.recordRefusal(NOW, "customer_agreement", { filled })).toBe("ZH-SM03-10");
    expect(decided("rejected").recordRefusal(NOW, "customer_agreement", { filled })).toBe("ZH-SM03-10");
    expect(demanded(decided("approved"), "customer_agreement", { filled })).toEqual(all("ZH-SM03-10", ...filled));
  });

  it("ZH-SM03-13 a repair with cost is settled by the settlement table of its entrustment", () => {
    const filled = ["entrustment", "contractor", "amount"];
    expect(repair.stepRefusal(NOW, "repair_settled")).toBe("ZH-SM03-13");
    expect(demanded(repair, "works_settlement", { filled })).toEqual(all("ZH-SM03-13", ...filled));
    const table = repair.record("2025-03-08T10:00", "works_settlement", { filled });
    expect(table.stepRefusal(NOW, "repair_settled")).toBeUndefined();
  });

  it("ZH-SM03-15 the acceptance sheet for fitted-out houses is for fitted-out units only", () => {
    const fitted = repair.fact("2025-03-03T11:00", "unitType", "fitted_out");
    expect(demanded(fitted, "acceptance_fitted", { marks: ["result:passed"] })).toEqual(all("ZH-SM03-15", "result"));
    const bare = repair.fact("2025-03-03T11:00", "unitType", "bare_shell");
    expect(bare.recordRefusal(NOW, "acceptance_fitted", { marks: ["result:passed"] })).toBe("ZH-SM03-15");
  });

  it("ZH-SM03-16 the acceptance sheet for bare-shell houses is for bare-shell units only", () => {
    const bare = repair.fact("2025-03-03T11:00", "unitType", "bare_shell");
    expect(demanded(bare, "acceptance_bare", { marks: ["result:failed"] })).toEqual(all("ZH-SM03-16", "result"));
    const fitted = repair.fact("2025-03-03T11:00", "unitType", "fitted_out");
    expect(fitted.recordRefusal(NOW, "acceptance_bare", { marks: ["result:failed"] })).toBe("ZH-SM03-16");
  });

  const site = repair.by(holding("project_dept")).step("2025-03-04T10:00", "repair_type_chosen", {
    outcome: "site_or_contract",
  });
  const entrustment = {
    filled: ["contractor"],
    marks: ["contractor_listed:yes", "type:site_or_contract"],
    number: "COBZS001/WXWT001",
  };

  it("ZH-SM03-17 a contractor does not start before the entrustment", () => {
    expect(site.stepRefusal(NOW, "work_started")).toBe("ZH-SM03-17");
    expect(demanded(site, "entrustment", entrustment).get("contractor")).toBe("ZH-SM03-17");
    const entrusted = site.record("2025-03-05T10:00", "entrustment", entrustment);
    expect(entrusted.stepRefusal(NOW, "work_started")).not.toBe("ZH-SM03-17");
  });

  it("ZH-SM03-18 only a contractor that stands qualified on the list is entrusted", () => {
    const unlisted = { ...entrustment, marks: ["contractor_listed:no", "type:site_or_contract"] };
    expect(site.recordRefusal(NOW, "entrustment", unlisted)).toBe("ZH-SM03-18");
    expect(site.recordRefusal(NOW, "entrustment", { ...entrustment, marks: ["type:site_or_contract"] })).toBe(
      "ZH-SM03-18",
    );
    expect(site.recordRefusal(NOW, "entrustment", entrustment)).toBeUndefined();
    const listed = { filled: ["contractor"], marks: ["state:qualified"] };
    const found = demanded(repair.by(holding("repair_rep")), "contractor_list", listed);
    expect(found).toEqual(all("ZH-SM03-18", "contractor", "state"));
  });

  it("ZH-SM03-19 a contractor's evaluation has its date and score", () => {
    const filled = ["contractor", "evaluated_on", "score"];
    const found = demanded(repair.by(holding("repair_rep")), "contractor_evaluation", { filled });
    expect(found).toEqual(all("ZH-SM03-19", ...filled));
  });

  it("ZH-SM03-20 a payment request for extra work without a site visa is flagged, not refused", () => {
    const request = { form: "payment_request", recordId: numbered(720), filled: ["amount"] };
    const extra = repair.step("2025-03-05T10:00", "extra_work");
    expect(repair.warnings(NOW, "record.filed", request)).toEqual([]);
    expect(extra.refusal(NOW, "record.filed", request)).toBeUndefined();
    expect(extra.warnings(NOW, "record.filed", request)).toEqual(["ZH-SM03-20"]);
    const filled = ["extra_work", "amount"];
    expect(demanded(extra, "site_visa", { filled })).toEqual(all("ZH-SM03-20", ...filled));
    expect(extra.record("2025-03-06T10:00", "site_visa", { filled }).warnings(NOW, "record.filed", request)).toEqual(
      [],
    );
  });

  it("ZH-SM03-22 money is deducted from the original contractor where the responsibility is theirs", () => {
    const filled = ["contractor", "amount"];
    const settled = (outcome: string): ComplaintCase =>
      repair.step("2025-03-04T10:00", "responsibility_set", { outcome, recordId: numbered(730) });
    const application = settled("original_contractor");
    expect(demanded(application, "deduction_application", { filled })).toEqual(all("ZH-SM03-22", ...filled));
    expect(repair.recordRefusal(NOW, "deduction_application", { filled })).toBe("ZH-SM03-22");
    expect(settled("developer_repairs").recordRefusal(NOW, "deduction_application", { filled })).toBe("ZH-SM03-22");
  });

  it("ZH-SM03-23 a repair by direct labour is dispatched on a labour sheet", () => {
    const direct = repair
      .by(holding("project_dept"))
      .step("2025-03-04T10:00", "repair_type_chosen", { outcome: "direct_labour" });
    expect(direct.stepRefusal(NOW, "dispatched")).toBe("ZH-SM03-23");
    const sheet = { filled: ["work"], number: "COBZS001/WXWT001" };
    expect(demanded(direct, "labour_sheet", sheet).get("work")).toBe("ZH-SM03-23");
    expect(direct.record("2025-03-05T10:00", "labour_sheet", sheet).stepRefusal(NOW, "dispatched")).not.toBe(
      "ZH-SM03-23",
    );
  });

  it("ZH-SM03-24 an approved deduction is notified to the contractor with amount and date", () => {
    const filled = ["contractor", "amount", "noticed_on"];
    expect(repair.recordRefusal(NOW, "deduction_notice", { filled })).toBe("ZH-SM03-24");
    const approved = repair.step("2025-03-05T10:00", "deduction_approved");
    expect(demanded(approved, "deduction_notice", { filled })).toEqual(all("ZH-SM03-24", ...filled));
    expect(approved.obligation("notify_deduction", NOW)).toMatchObject({ owner: "repair_rep", status: "open" });
    const noticed = approved.record("2025-03-06T10:00", "deduction_notice", { filled });
    expect(noticed.status("notify_deduction", NOW)).toBe("met");
  });

  it("ZH-SM03-25 a payment request is handed on with its form and the papers that go with it", () => {
    const reviewed = repair.step("2025-03-08T10:00", "expense_reviewed", { outcome: "approved" });
    expect(demanded(reviewed, "payment_request", { filled: ["amount"] })).toEqual(all("ZH-SM03-25", "amount"));
    expect(reviewed.stepRefusal(NOW, "payment_forwarded")).toBe("ZH-SM03-25");
    const requested = reviewed.record("2025-03-08T11:00", "payment_request", { filled: ["amount"] });
    expect(requested.stepRefusal(NOW, "payment_forwarded")).toBe("ZH-SM03-25");
    const papers = requested.record("2025-03-08T12:00", "payment_claim");
    expect(papers.stepRefusal(NOW, "payment_forwarded")).toBeUndefined();
  });
});
