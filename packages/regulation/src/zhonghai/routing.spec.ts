import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const zhonghai = new ComplaintCase(rulesOf("zhonghai"));
const SHEET = ["content", "customer_data", "recorder", "communication"];
const sheeted = (told: ComplaintCase): ComplaintCase =>
  told.record("2025-03-05T09:30", "complaint_sheet", { filled: SHEET });
const received = zhonghai.received("2025-03-05T09:20", { category: "complaint" });
const recorded = sheeted(received);
const dept = holding("cs_dept");
const verified = recorded.by(dept).then("2025-03-05T10:00", "validity.determined", { validity: "valid" });
const determined = (told: ComplaintCase, ...units: string[]): ComplaintCase =>
  units.reduce((before, party) => before.step("2025-03-05T10:00", "unit_determined", { party }), told);
const relay = (to: string, number = 50) => ({ to, relayId: numbered(number) });
const LATER = "2025-03-20T10:00";

describe("what the department owes under Zhonghai", () => {
  it("ZH-4.3 enquiries before, during and after a sale are answered by the department, apart from complaints", () => {
    for (const stage of ["pre_sale", "in_sale", "after_sale"]) {
      const enquiry = zhonghai.received("2025-03-05T09:20", { category: "enquiry", channel: "written", stage });
      expect(enquiry.obligation("answer_enquiry", LATER)).toMatchObject({ owner: "cs_rep", status: "open" });
      const reply = { replyId: numbered(60), kind: "substantive", public: false };
      expect(enquiry.then("2025-03-06T09:00", "reply.sent", reply).status("answer_enquiry", LATER)).toBe("met");
    }
    expect(received.obligations("answer_enquiry", LATER)).toEqual([]);
  });

  it("ZH-7.8.2 enquiries on the hotline are the information supervisor's", () => {
    const enquiry = zhonghai.received("2025-03-05T09:20", { category: "enquiry" });
    expect(enquiry.obligation("answer_enquiry", LATER)).toMatchObject({ owner: "info_supervisor", status: "open" });
    const call = (reached: boolean): ComplaintCase =>
      enquiry.then("2025-03-05T11:00", "contact.made", {
        contactId: numbered(61),
        purpose: "enquiry",
        medium: "phone",
        reached,
      });
    expect(call(false).status("answer_enquiry", LATER)).toBe("open");
    expect(call(true).status("answer_enquiry", LATER)).toBe("met");
  });

  it("ZH-4.8 the department coordinates property management matters, in which the office takes part", () => {
    const matter = zhonghai.received("2025-03-05T09:20", { category: "property_management" });
    expect(matter.obligation("coordinate_property", LATER)).toMatchObject({ owner: "cs_dept", status: "open" });
    expect(matter.notices("property_participates", LATER)).toEqual(["property_office"]);
    expect(matter.then("2025-03-06T09:00", "complaint.finished", {}).status("coordinate_property", LATER)).toBe("met");
    const later = received.then("2025-03-05T10:00", "complaint.categorized", { category: "property_management" });
    expect(later.status("coordinate_property", LATER)).toBe("open");
    expect(later.notices("property_participates", LATER)).toEqual(["property_office"]);
    expect(received.notices("property_participates", LATER)).toEqual([]);
  });
});

describe("verifying and handing on under Zhonghai", () => {
  it("ZH-9.2.3a the department verifies a complaint and determines its unit before a department gets it", () => {
    const finding = { validity: "valid" };
    expect(recorded.by(holding("sales_dept")).refusal(LATER, "validity.determined", finding)).toBe("ZH-9.2.3a");
    expect(recorded.by(holding("cs_manager")).refusal(LATER, "validity.determined", finding)).toBeUndefined();
    expect(recorded.by(dept).refusal(LATER, "validity.determined", finding)).toBeUndefined();
    expect(recorded.obligation("verify", LATER)).toMatchObject({ owner: "cs_dept", status: "open" });
    expect(verified.by(holding("sales_dept")).stepRefusal(LATER, "unit_determined", { party: "sales_dept" })).toBe(
      "ZH-9.2.3a",
    );
    expect(verified.stepRefusal(LATER, "unit_determined")).toBe("ZH-9.2.3a");
    expect(verified.stepRefusal(LATER, "unit_determined", { party: "sales_dept" })).toBeUndefined();
    expect(recorded.refusal(LATER, "complaint.relayed", relay("sales_dept"))).toBe("ZH-9.2.3a");
    expect(verified.refusal(LATER, "complaint.relayed", relay("sales_dept"))).toBe("ZH-9.2.3a");
    expect(determined(recorded, "sales_dept").refusal(LATER, "complaint.relayed", relay("sales_dept"))).toBe(
      "ZH-9.2.3a",
    );
    const sales = determined(verified, "sales_dept");
    expect(sales.refusal(LATER, "complaint.relayed", relay("sales_dept"))).toBeUndefined();
    expect(sales.status("verify", LATER)).toBe("met");
    const invalid = recorded.then("2025-03-05T10:00", "validity.determined", { validity: "invalid" });
    expect(invalid.status("verify", LATER)).toBe("void");
  });

  it("ZH-9.2.3b the verified complaint is transferred to its unit, and the transfer has its time and person", () => {
    const owed = determined(verified, "sales_dept");
    expect(owed.obligation("transfer_to_unit", "2025-03-05T10:00")).toMatchObject({ owner: "cs_rep", status: "open" });
    const wrong = owed.then("2025-03-05T11:00", "complaint.relayed", relay("eng_dept"));
    expect(wrong.status("transfer_to_unit", "2025-03-05T11:00")).toBe("open");
    const moved = owed.then("2025-03-05T11:00", "complaint.relayed", relay("sales_dept"));
    expect(moved.obligation("transfer_to_unit", LATER)).toMatchObject({
      status: "met",
      metAt: shanghai("2025-03-05T11:00"),
      by: dept.id,
    });
  });

  it("ZH-8.3.1a the complaint goes promptly to the unit that was determined, and to no other", () => {
    const cracks = determined(
      sheeted(zhonghai.received("2025-03-05T09:20", { category: "repair", matter: "wall_cracks" }))
        .by(dept)
        .then("2025-03-05T10:00", "validity.determined", { validity: "valid" }),
      "project_dept",
    );
    expect(cracks.refusal(LATER, "complaint.relayed", relay("sales_dept"))).toBe("ZH-8.3.1a");
    expect(cracks.refusal(LATER, "complaint.relayed", relay("project_dept"))).toBeUndefined();
    expect(cracks.obligation("transfer_to_unit", "2025-03-05T10:00").dueAt).toBe(shanghai("2025-03-05T14:00"));
    expect(cracks.status("transfer_to_unit", "2025-03-05T13:59")).toBe("open");
    expect(cracks.status("transfer_to_unit", "2025-03-05T14:00")).toBe("breached");
    const onTime = cracks.then("2025-03-05T14:00", "complaint.relayed", relay("project_dept"));
    expect(onTime.status("transfer_to_unit", LATER)).toBe("met");
  });

  it("ZH-8.3.1b a site inspection with the engineer needs its photos", () => {
    const rep = recorded.by(holding("cs_rep"));
    const inspection = { party: "eng_dept" };
    expect(rep.stepRefusal(LATER, "site_inspection", inspection)).toBe("ZH-8.3.1b");
    const attached = (kind: string): ComplaintCase =>
      rep.then("2025-03-06T10:00", "evidence.attached", { evidenceId: numbered(30), kind });
    expect(attached("audio").stepRefusal(LATER, "site_inspection", inspection)).toBe("ZH-8.3.1b");
    expect(attached("photo").stepRefusal(LATER, "site_inspection", inspection)).toBeUndefined();
    expect(attached("photo").stepRefusal(LATER, "site_inspection")).toBe("ZH-8.3.1b");
    expect(attached("photo").by(holding("sales_dept")).stepRefusal(LATER, "site_inspection", inspection)).toBe(
      "ZH-8.3.1b",
    );
  });

  it("ZH-9.1.2 while the project department exists, construction quality complaints are its", () => {
    const quality = sheeted(zhonghai.received("2025-03-05T09:20", { category: "repair" })).by(dept);
    expect(quality.stepRefusal(LATER, "unit_determined", { party: "project_dept" })).toBeUndefined();
    expect(quality.stepRefusal(LATER, "unit_determined", { party: "project_cs_office" })).toBeUndefined();
    expect(quality.stepRefusal(LATER, "unit_determined", { party: "repair_rep" })).toBe("ZH-9.1.2");
    expect(verified.stepRefusal(LATER, "unit_determined", { party: "sales_dept" })).toBeUndefined();
  });

  it("ZH-9.1.3 after its withdrawal they are the department's, those that are open too", () => {
    const withdrawal = { name: "projectDeptWithdrawnAt", at: shanghai("2025-03-01T00:00") };
    const quality = zhonghai
      .received("2025-03-02T10:00", { category: "repair" })
      .then("2025-03-02T10:00", "fact.recorded", withdrawal)
      .by(dept);
    expect(quality.stepRefusal(LATER, "unit_determined", { party: "project_dept" })).toBe("ZH-9.1.3");
    expect(quality.stepRefusal(LATER, "unit_determined", { party: "repair_rep" })).toBeUndefined();
    expect(quality.stepRefusal(LATER, "unit_determined", { party: "cs_dept" })).toBeUndefined();
    const open = (told: ComplaintCase): ComplaintCase =>
      told
        .received("2025-02-20T10:00", { category: "repair" })
        .then("2025-02-20T10:30", "fact.recorded", withdrawal)
        .by(dept)
        .then("2025-02-20T11:00", "complaint.relayed", relay("project_dept"));
    expect(open(zhonghai).obligations("take_over", "2025-02-28T23:59")).toEqual([]);
    expect(open(zhonghai).obligation("take_over", "2025-03-01T00:00")).toMatchObject({
      owner: "cs_dept",
      status: "open",
      openedAt: shanghai("2025-03-01T00:00"),
    });
    const moved = open(zhonghai).then("2025-03-03T09:00", "complaint.relayed", relay("cs_dept", 51));
    expect(moved.obligation("take_over", LATER)).toMatchObject({ metAt: shanghai("2025-03-03T09:00"), by: dept.id });
    const staying = new ComplaintCase(rulesOf("zhonghai", { moveAtWithdrawal: false }));
    expect(open(staying).obligations("take_over", LATER)).toEqual([]);
  });

  it("ZH-9.2.2 any employee takes a complaint in and records it completely", () => {
    const finance = zhonghai
      .received("2025-03-05T09:20", { channel: "employee", receivedBy: "employee" })
      .by(holding("employee"));
    expect(finance.obligation("record_on_sheet", LATER)).toMatchObject({ owner: "employee", status: "open" });
    const filled = ["content", "customer_data", "recorder"];
    expect(finance.recordRefusal(LATER, "complaint_sheet", { filled })).toBeUndefined();
    expect(finance.recordRefusal(LATER, "complaint_sheet", { filled: filled.slice(1) })).toBe("ZH-9.2.2");
    const done = finance.record("2025-03-05T09:40", "complaint_sheet", { filled });
    expect(done.status("record_on_sheet", LATER)).toBe("met");
    expect(done.obligation("pass_to_rep", "2025-03-05T09:40").owner).toBe("employee");
  });
});

describe("a department that receives a complaint itself under Zhonghai", () => {
  const visit = zhonghai.received("2025-03-05T10:00", { channel: "employee", receivedBy: "department" });

  it("ZH-9.2.4a fills in the sheet at once, and both times are kept", () => {
    expect(visit.obligation("record_on_sheet", "2025-03-05T10:00")).toMatchObject({
      owner: "business_dept",
      dueAt: shanghai("2025-03-05T11:00"),
    });
    expect(visit.status("record_on_sheet", "2025-03-05T10:59")).toBe("open");
    expect(visit.status("record_on_sheet", "2025-03-05T11:00")).toBe("breached");
    const filled = ["content", "customer_data", "recorder"];
    expect(
      visit.record("2025-03-05T10:05", "complaint_sheet", { filled }).obligation("record_on_sheet", LATER),
    ).toMatchObject({ status: "met", openedAt: shanghai("2025-03-05T10:00"), metAt: shanghai("2025-03-05T10:05") });
  });

  it("ZH-9.2.4b hands what it handled itself over for filing within two working days", () => {
    const own = visit
      .fact("2025-03-05T11:00", "departmentResponsible", "yes")
      .then("2025-03-07T16:00", "complaint.finished", {});
    expect(own.obligation("hand_to_cs", "2025-03-07T16:00")).toMatchObject({
      owner: "business_dept",
      dueAt: shanghai("2025-03-11T18:00"),
    });
    expect(own.status("hand_to_cs", "2025-03-11T17:59")).toBe("open");
    expect(own.status("hand_to_cs", "2025-03-11T18:00")).toBe("breached");
    expect(own.step("2025-03-11T10:00", "handed_for_filing").status("hand_to_cs", LATER)).toBe("met");
    expect(recorded.then("2025-03-07T16:00", "complaint.finished", {}).obligations("hand_to_cs", LATER)).toEqual([]);
  });

  it("ZH-9.2.4c transfers what is not its responsibility within one working day", () => {
    const foreign = zhonghai
      .received("2025-04-30T15:00", { channel: "employee", receivedBy: "department" })
      .fact("2025-04-30T15:10", "departmentResponsible", "no");
    expect(foreign.obligation("transfer_to_cs", "2025-04-30T15:10")).toMatchObject({
      owner: "business_dept",
      dueAt: shanghai("2025-05-06T18:00"),
    });
    expect(foreign.status("transfer_to_cs", "2025-05-06T17:59")).toBe("open");
    expect(foreign.status("transfer_to_cs", "2025-05-06T18:00")).toBe("breached");
    const moved = foreign.then("2025-05-06T18:00", "complaint.relayed", relay("cs_dept"));
    expect(moved.status("transfer_to_cs", "2025-05-07T10:00")).toBe("met");
    const reported = foreign.then("2025-05-06T10:00", "complaint.passed_up", { to: "cs_dept" });
    expect(reported.status("transfer_to_cs", "2025-05-07T10:00")).toBe("met");
    expect(moved.status("verify", "2025-05-07T10:00")).toBe("open");
  });
});

describe("several departments and their opinions under Zhonghai", () => {
  const two = determined(verified, "sales_dept", "eng_dept");

  it("ZH-8.3.2 two departments need a coordinating representative, and each has its own task", () => {
    expect(two.refusal(LATER, "complaint.relayed", relay("sales_dept"))).toBeUndefined();
    const first = two.then("2025-03-05T11:00", "complaint.relayed", relay("sales_dept"));
    expect(first.refusal(LATER, "complaint.relayed", relay("sales_dept", 52))).toBeUndefined();
    expect(first.refusal(LATER, "complaint.relayed", relay("cs_rep", 52))).toBeUndefined();
    expect(first.refusal(LATER, "complaint.relayed", relay("eng_dept", 51))).toBe("ZH-8.3.2");
    expect(first.stepRefusal(LATER, "coordinator_named")).toBe("ZH-8.3.2");
    const named = first.step("2025-03-05T11:10", "coordinator_named", { party: "complaint_rep_1" });
    expect(named.refusal(LATER, "complaint.relayed", relay("eng_dept", 51))).toBeUndefined();
    expect(named.obligations("transfer_to_unit", "2025-03-05T11:10").map(({ status }) => status)).toEqual([
      "met",
      "open",
    ]);
    const three = new ComplaintCase(rulesOf("zhonghai", { manyDepartments: 3 }), first.history, dept);
    expect(three.refusal(LATER, "complaint.relayed", relay("eng_dept", 51))).toBeUndefined();
  });

  const differing = two.fact("2025-03-06T10:00", "opinionsDiffer");

  it("ZH-8.3.3 differing opinions are collected for the leader, who decides before work goes on", () => {
    expect(differing.obligation("collect_opinions", LATER)).toMatchObject({ owner: "cs_rep", status: "open" });
    expect(differing.fact("2025-03-06T11:00", "opinionsDiffer", false).status("collect_opinions", LATER)).toBe("void");
    const up = { to: "company_leader" };
    expect(differing.refusal(LATER, "complaint.passed_up", up)).toBe("ZH-8.3.3");
    const sales = differing.step("2025-03-06T11:00", "department_opinion", { party: "sales_dept" });
    expect(sales.refusal(LATER, "complaint.passed_up", up)).toBe("ZH-8.3.3");
    expect(differing.stepRefusal(LATER, "department_opinion")).toBe("ZH-8.3.3");
    const both = sales.step("2025-03-06T12:00", "department_opinion", { party: "eng_dept" });
    expect(both.refusal(LATER, "complaint.passed_up", up)).toBeUndefined();
    const passed = both.then("2025-03-06T14:00", "complaint.passed_up", up);
    expect(passed.status("collect_opinions", LATER)).toBe("met");
    expect(passed.obligation("decide_difference", LATER)).toMatchObject({ owner: "company_leader", status: "open" });
    expect(passed.stepRefusal(LATER, "execution_started")).toBe("ZH-8.3.3");
    expect(passed.refusal(LATER, "complaint.finished", {})).toBe("ZH-8.3.3");
    const decision = { recordId: numbered(750) };
    expect(passed.stepRefusal(LATER, "leader_decision", decision)).toBe("ZH-8.3.3");
    const leader = passed.by(holding("company_leader"));
    expect(leader.stepRefusal(LATER, "leader_decision")).toBe("ZH-8.3.3");
    expect(leader.stepRefusal(LATER, "leader_decision", decision)).toBeUndefined();
    const decided = leader.step("2025-03-07T10:00", "leader_decision", decision);
    expect(decided.status("decide_difference", LATER)).toBe("met");
    expect(decided.stepRefusal(LATER, "execution_started")).toBeUndefined();
    expect(decided.refusal(LATER, "complaint.finished", {})).toBeUndefined();
  });

  it("ZH-7.1.6 the manager hears of a dispute between departments", () => {
    expect(differing.notices("dispute_to_manager", LATER)).toEqual(["cs_manager"]);
    expect(two.notices("dispute_to_manager", LATER)).toEqual([]);
  });

  it("ZH-8.3.4 a working day without news of the handlers reminds the representative", () => {
    const handed = verified.then("2025-03-05T10:00", "complaint.relayed", relay("sales_dept"));
    expect(handed.obligation("track_handlers", "2025-03-05T10:00")).toMatchObject({
      owner: "cs_rep",
      dueAt: shanghai("2025-03-06T10:00"),
    });
    expect(handed.notices("track_handlers.breached", "2025-03-06T09:59")).toEqual([]);
    expect(handed.notices("track_handlers.breached", "2025-03-06T10:00")).toEqual(["cs_rep"]);
    const followed = handed.step("2025-03-05T17:00", "tracking_update");
    expect(followed.obligations("track_handlers", "2025-03-06T16:59").map(({ status }) => status)).toEqual([
      "met",
      "open",
    ]);
    expect(followed.notices("track_handlers.breached", "2025-03-06T17:00")).toEqual(["cs_rep"]);
    const answered = handed.then("2025-03-05T17:00", "relay.answered", { relayId: numbered(50), form: "written" });
    expect(answered.obligations("track_handlers", "2025-03-06T09:00")).toHaveLength(2);
    const done = followed.then("2025-03-06T16:00", "complaint.finished", {});
    expect(done.status("track_handlers", LATER)).toBe("void");
    const friday = verified.then("2025-03-07T10:00", "complaint.relayed", relay("sales_dept"));
    expect(friday.obligation("track_handlers", "2025-03-07T10:00").dueAt).toBe(shanghai("2025-03-10T10:00"));
    const inside = verified.then("2025-03-05T10:00", "complaint.relayed", relay("cs_rep"));
    expect(inside.obligations("track_handlers", LATER)).toEqual([]);
  });
});
