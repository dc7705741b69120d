import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const zhonghai = new ComplaintCase(rulesOf("zhonghai"));
const sheet = { filled: ["content", "customer_data", "recorder", "communication"] };
const plan = { filled: ["plan", "solution"] };
const toSales = { to: "sales_dept", relayId: numbered(50) };
const reply = { replyId: numbered(60), kind: "substantive", public: false };

/** Verified and handed to the sales department on Friday 7 March at ten. */
const taken = zhonghai
  .received("2025-03-06T09:00")
  .record("2025-03-06T09:10", "complaint_sheet", sheet)
  .step("2025-03-06T09:20", "unit_determined", { party: "sales_dept" })
  .then("2025-03-06T09:30", "validity.determined", { validity: "valid" });
const atSales = taken.then("2025-03-07T10:00", "complaint.relayed", toSales);
const planned = atSales.record("2025-03-07T14:00", "handling_plan", plan);
const centre = holding("cs_dept");
const head = holding("dept_head");

describe("how the departments handle a complaint under Zhonghai", () => {
  it("ZH-9.3.1 the Customer Service Department urges a department, and its head hears of it", () => {
    const urging = { party: "sales_dept" };
    expect(atSales.by(centre).stepRefusal("2025-03-11T19:00", "department_urged", urging)).toBeUndefined();
    expect(atSales.by(holding("sales_dept")).stepRefusal("2025-03-11T19:00", "department_urged", urging)).toBe(
      "ZH-9.3.1",
    );
    expect(atSales.by(centre).stepRefusal("2025-03-11T19:00", "department_urged")).toBe("ZH-9.3.1");
    const urged = atSales.by(centre).step("2025-03-11T19:00", "department_urged", urging);
    expect(urged.notices("department_urged", "2025-03-11T19:00")).toEqual(["sales_dept", "dept_head"]);
  });

  it("ZH-9.3.1 what a department lets lapse is known to those who urge it", () => {
    expect(atSales.notices("reply_to_customer.breached", "2025-03-11T17:59")).toEqual([]);
    expect(atSales.notices("reply_to_customer.breached", "2025-03-11T18:00")).toEqual(["cs_dept", "dept_head"]);
    const late = planned.then("2025-03-07T15:00", "fact.recorded", {
      name: "handlingEndsAt",
      at: shanghai("2025-03-14T18:00"),
    });
    expect(late.notices("reach_evaluation.breached", "2025-03-14T17:59")).toEqual([]);
    expect(late.notices("reach_evaluation.breached", "2025-03-14T18:00")).toEqual(["cs_dept"]);
  });

  it("ZH-9.3.2a the accepting department replies within two working days of receiving the complaint", () => {
    const direct = zhonghai.received("2025-03-07T10:00", { receivedBy: "department" });
    for (const [told, owner] of [
      [direct, "business_dept"],
      [atSales, "sales_dept"],
    ] as const) {
      expect(told.obligation("reply_to_customer", "2025-03-07T10:00")).toMatchObject({
        owner,
        dueAt: shanghai("2025-03-11T18:00"),
      });
      expect(told.status("reply_to_customer", "2025-03-11T17:59:59")).toBe("open");
      expect(told.status("reply_to_customer", "2025-03-11T18:00")).toBe("breached");
      expect(told.then("2025-03-11T18:00", "reply.sent", reply).status("reply_to_customer", "2025-03-12T09:00")).toBe(
        "met",
      );
    }
    const office = taken.then("2025-03-07T10:00", "complaint.relayed", { ...toSales, to: "project_cs_office" });
    expect(office.obligation("reply_to_customer", "2025-03-07T10:00").owner).toBe("project_cs_office");
    const inside = taken.then("2025-03-07T10:00", "complaint.relayed", { to: "cs_rep", relayId: numbered(50) });
    expect(inside.obligations("reply_to_customer", "2025-03-07T10:00")).toEqual([]);
  });

  it("ZH-9.3.2a whether the days count from the complaint is the tenant's choice", () => {
    const strict = new ComplaintCase(rulesOf("zhonghai", { replyFrom: "complaint" }), atSales.history);
    expect(strict.obligation("reply_to_customer", "2025-03-07T10:00").dueAt).toBe(shanghai("2025-03-10T18:00"));
  });

  it("ZH-9.3.2b a department replies when its handling plan and solution are drawn up", () => {
    expect(atSales.refusal("2025-03-07T15:00", "reply.sent", reply)).toBe("ZH-9.3.2b");
    expect(planned.refusal("2025-03-07T15:00", "reply.sent", reply)).toBeUndefined();
    expect(taken.refusal("2025-03-07T15:00", "reply.sent", reply)).toBeUndefined();
    expect(atSales.recordRefusal("2025-03-07T14:00", "handling_plan", { filled: ["plan"] })).toBe("ZH-9.3.2b");
    expect(atSales.recordRefusal("2025-03-07T14:00", "handling_plan", { filled: ["solution"] })).toBe("ZH-9.3.2b");
    expect(atSales.recordRefusal("2025-03-07T14:00", "handling_plan", plan)).toBeUndefined();
  });

  it("ZH-9.3.2c handling reaches the customer's evaluation within the set time", () => {
    const set = planned.then("2025-03-07T15:00", "fact.recorded", {
      name: "handlingEndsAt",
      at: shanghai("2025-03-14T18:00"),
    });
    expect(planned.obligation("reach_evaluation", "2025-03-07T14:00")).toMatchObject({
      owner: "sales_dept",
      dueAt: null,
    });
    expect(set.obligation("reach_evaluation", "2025-03-07T15:00").dueAt).toBe(shanghai("2025-03-14T18:00"));
    expect(set.status("reach_evaluation", "2025-03-14T17:59:59")).toBe("open");
    expect(set.status("reach_evaluation", "2025-03-14T18:00")).toBe("breached");
    const evaluation = { filled: ["customer_evaluation"] };
    expect(set.recordRefusal("2025-03-14T18:00", "complaint_sheet", evaluation)).toBeUndefined();
    const evaluated = set.record("2025-03-14T18:00", "complaint_sheet", evaluation);
    expect(evaluated.status("reach_evaluation", "2025-03-15T00:00")).toBe("met");
    const without = set.record("2025-03-14T17:00", "complaint_sheet", { filled: ["handling_result"] });
    expect(without.status("reach_evaluation", "2025-03-14T18:00")).toBe("breached");
  });

  it("ZH-9.3.2d what the owner approves goes to the Customer Service Department, which closes it", () => {
    const approved = planned.step("2025-03-12T10:00", "evaluation_approved");
    expect(approved.obligation("pass_for_follow_up", "2025-03-12T10:00")).toMatchObject({
      owner: "sales_dept",
      status: "open",
    });
    const passed = approved
      .then("2025-03-12T11:00", "complaint.relayed", { to: "cs_dept", relayId: numbered(51) })
      .record("2025-03-13T10:00", "complaint_sheet", { filled: ["followup_way", "followup_answers"] })
      .then("2025-03-13T10:30", "followup.made", {
        followUpId: numbered(90),
        outcome: "satisfied",
        complainantIds: [numbered(1)],
      });
    expect(passed.status("pass_for_follow_up", "2025-03-12T11:00")).toBe("met");
    expect(passed.by(holding("business_dept")).refusal("2025-03-13T11:00", "complaint.closed", {})).toBe("ZH-9.3.2d");
    expect(passed.by(holding("sales_dept")).refusal("2025-03-13T11:00", "complaint.closed", {})).toBe("ZH-9.3.2d");
    expect(passed.by(centre).refusal("2025-03-13T11:00", "complaint.closed", {})).toBeUndefined();
    expect(approved.by(centre).refusal("2025-03-12T11:00", "complaint.closed", {})).toBeDefined();
  });

  it("ZH-9.3.3 a complaint is returned with the signed opinion of the department's head", () => {
    const returning = { outcome: "not_responsible" };
    expect(atSales.stepRefusal("2025-03-10T10:00", "returned", returning)).toBe("ZH-9.3.3");
    const opinion = { recordId: numbered(71) };
    expect(atSales.by(head).stepRefusal("2025-03-10T09:30", "head_opinion")).toBe("ZH-9.3.3");
    expect(atSales.by(holding("sales_dept")).stepRefusal("2025-03-10T09:30", "head_opinion", opinion)).toBe("ZH-9.3.3");
    expect(atSales.by(head).stepRefusal("2025-03-10T09:30", "head_opinion", opinion)).toBeUndefined();
    const signed = atSales.by(head).step("2025-03-10T09:30", "head_opinion", opinion).by(holding("sales_dept"));
    expect(signed.stepRefusal("2025-03-10T10:00", "returned", returning)).toBeUndefined();
    expect(signed.stepRefusal("2025-03-10T10:00", "returned", { outcome: "invalid" })).toBeUndefined();
    expect(signed.stepRefusal("2025-03-10T10:00", "returned", { outcome: "tiresome" })).toBe("ZH-9.3.3");
    const returned = signed.step("2025-03-10T10:00", "returned", returning);
    expect(returned.stepRefusal("2025-03-10T11:00", "returned", returning)).toBe("ZH-9.3.3");
    expect(returned.obligation("settle_returned", "2025-03-10T10:00")).toMatchObject({
      owner: "cs_dept",
      status: "open",
    });
    expect(returned.status("reply_to_customer", "2025-03-12T00:00")).toBe("void");
    const late = planned
      .by(head)
      .step("2025-03-10T09:30", "head_opinion", opinion)
      .step("2025-03-10T10:00", "returned", returning);
    expect(late.status("reach_evaluation", "2025-03-10T10:00")).toBe("void");
    const elsewhere = returned.then("2025-03-10T14:00", "complaint.relayed", { to: "eng_dept", relayId: numbered(52) });
    expect(elsewhere.status("settle_returned", "2025-03-10T14:00")).toBe("met");
  });
});
