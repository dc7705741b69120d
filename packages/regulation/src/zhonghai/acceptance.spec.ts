import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const zhonghai = new ComplaintCase(rulesOf("zhonghai"));
const SHEET = ["content", "customer_data", "recorder", "communication"];
const received = zhonghai.received("2025-03-05T09:20", { category: "complaint" });
const recorded = received.record("2025-03-05T09:30", "complaint_sheet", { filled: SHEET });
const contact = (purpose: string, reached: boolean) => ({ contactId: numbered(61), purpose, medium: "phone", reached });
const LATER = "2025-03-20T10:00";

describe("every complaint under Zhonghai", () => {
  it("carried ZH-8.1.1a ZH-8.1.2 polite language and the work badge are on the acceptance checklist", () => {
    const [acceptance] = regulationOf("zhonghai").checklists.filter(({ code }) => code === "acceptance");
    expect(acceptance?.at).toContain("complaint.received");
    expect(acceptance?.items.map(({ code, clause }) => [code, clause])).toEqual([
      ["polite_language", "ZH-8.1.1a"],
      ["badge", "ZH-8.1.2"],
    ]);
  });

  it("carried ZH-8.2.1a ZH-8.2.1b the greeting and polite phrases are shown when the telephone rings", () => {
    const scripts = new Map(regulationOf("zhonghai").scripts.map((script) => [script.code, script]));
    expect(scripts.get("greeting")).toMatchObject({
      at: ["complaint.received", "channel:phone"],
      zh: "您好，中海地产，请问有什么可以帮到您？",
    });
    expect(scripts.get("polite")?.at).toContain("complaint.received");
  });

  it("ZH-8.1.1b a call stays unrecorded until it is on the sheet, which says how the customer was spoken with", () => {
    expect(received.obligation("record_on_sheet", LATER)).toMatchObject({ owner: "cs_rep", status: "open" });
    expect(recorded.status("record_on_sheet", LATER)).toBe("met");
    const silent = { filled: SHEET.filter((field) => field !== "communication") };
    expect(received.recordRefusal("2025-03-05T09:30", "complaint_sheet", silent)).toBe("ZH-8.1.1b");
    expect(received.recordRefusal("2025-03-05T09:30", "complaint_sheet", { filled: SHEET })).toBeUndefined();
  });

  it("ZH-8.1.3 a reply with a commitment goes out only once the commitment is approved", () => {
    const reply = { replyId: numbered(60), kind: "substantive", public: false };
    const committing = { ...reply, confirms: ["commitment"] };
    expect(recorded.refusal(LATER, "reply.sent", committing)).toBe("ZH-8.1.3");
    expect(recorded.refusal(LATER, "reply.sent", reply)).toBeUndefined();
    expect(recorded.by(holding("cs_rep")).stepRefusal(LATER, "commitment_approved")).toBe("ZH-8.1.3");
    const manager = recorded.by(holding("cs_manager"));
    expect(manager.stepRefusal(LATER, "commitment_approved")).toBeUndefined();
    const approved = manager.step("2025-03-10T10:00", "commitment_approved");
    expect(approved.refusal(LATER, "reply.sent", committing)).toBeUndefined();
  });

  it("ZH-8.1.4 evidence is owed from the record on, and who attached it when is kept", () => {
    const rep = holding("cs_rep");
    expect(recorded.obligation("keep_evidence", LATER)).toMatchObject({ owner: "cs_rep", status: "open" });
    const kept = recorded.by(rep).then("2025-03-05T10:00", "evidence.attached", {
      evidenceId: numbered(30),
      kind: "photo",
    });
    expect(kept.obligation("keep_evidence", LATER)).toMatchObject({
      status: "met",
      metAt: shanghai("2025-03-05T10:00"),
      by: rep.id,
    });
    const enquiry = zhonghai
      .received("2025-03-05T09:20", { category: "enquiry" })
      .record("2025-03-05T09:30", "complaint_sheet", { filled: SHEET });
    expect(enquiry.obligations("keep_evidence", LATER)).toEqual([]);
  });

  it("ZH-8.1.5 every complaint is followed up before it is closed", () => {
    const finished = Array.from({ length: 10 }, () => recorded.then("2025-03-10T10:00", "complaint.finished", {}));
    const visited = finished.map((told, index) =>
      index === 9
        ? told
        : told.then("2025-03-11T10:00", "followup.made", { followUpId: numbered(90), outcome: "satisfied" }),
    );
    const refusals = visited.map((told) => told.refusal(LATER, "complaint.closed", {}));
    expect(refusals.map((clause) => clause === "ZH-8.1.5")).toEqual([...Array<boolean>(9).fill(false), true]);
  });

  it("ZH-8.1.6 an application or suggestion is carried out with the approval of the business department", () => {
    const suggestion = zhonghai
      .received("2025-03-05T09:20", { category: "application_suggestion" })
      .record("2025-03-05T09:30", "complaint_sheet", { filled: SHEET });
    expect(suggestion.stepRefusal(LATER, "execution_started")).toBe("ZH-8.1.6");
    expect(suggestion.refusal(LATER, "complaint.finished", {})).toBe("ZH-8.1.6");
    expect(suggestion.by(holding("cs_rep")).stepRefusal(LATER, "business_approval", { outcome: "approved" })).toBe(
      "ZH-8.1.6",
    );
    const business = suggestion.by(holding("business_dept"));
    expect(business.stepRefusal(LATER, "business_approval", { outcome: "approved" })).toBeUndefined();
    expect(business.stepRefusal(LATER, "business_approval", { outcome: "perhaps" })).toBe("ZH-8.1.6");
    const rejected = business.step("2025-03-10T10:00", "business_approval", { outcome: "rejected" });
    expect(rejected.stepRefusal(LATER, "execution_started")).toBe("ZH-8.1.6");
    const approved = business.step("2025-03-10T10:00", "business_approval", { outcome: "approved" });
    expect(approved.stepRefusal(LATER, "execution_started")).toBeUndefined();
  });

  it("ZH-8.1.7 a claim is paid with a legal opinion and the approval of the leader, who is not its drafter", () => {
    const drafter = holding("cs_rep");
    const leader = holding("company_leader", "cs_rep");
    const drafted = recorded
      .by(drafter)
      .record("2025-03-06T10:00", "claim_plan", { filled: ["amount", "basis", "contract_basis", "legal_basis"] });
    const opinion = (told: ComplaintCase): ComplaintCase =>
      told.by(holding("lawyer")).step("2025-03-07T10:00", "legal_opinion", { number: 1 });
    const approval = (told: ComplaintCase): ComplaintCase =>
      told.by(leader).step("2025-03-08T10:00", "leader_approval", { outcome: "approved", number: 1 });
    expect(opinion(drafted).stepRefusal(LATER, "claim_payment")).toBe("ZH-8.1.7");
    expect(approval(drafted).stepRefusal(LATER, "claim_payment")).toBe("ZH-8.1.7");
    expect(approval(opinion(drafted)).stepRefusal(LATER, "claim_payment")).toBeUndefined();
    const decision = { outcome: "approved", number: 1, recordId: numbered(740) };
    expect(opinion(drafted).by(drafter).stepRefusal(LATER, "leader_approval", decision)).toBe("ZH-8.1.7");
    expect(opinion(drafted).by(leader).stepRefusal(LATER, "leader_approval", decision)).not.toBe("ZH-8.1.7");
    const alone = new ComplaintCase(rulesOf("zhonghai", { approverApart: false }), opinion(drafted).history, drafter);
    expect(alone.stepRefusal(LATER, "leader_approval", decision)).not.toBe("ZH-8.1.7");
  });

  it("ZH-8.1.8a a complex complaint is handled by a plan with dated stages", () => {
    expect(recorded.stepRefusal(LATER, "handling_started")).toBeUndefined();
    const complex = recorded.fact("2025-03-05T10:00", "complex");
    expect(complex.level("2025-03-05T10:00")).toBe("complex");
    expect(complex.levelClause("2025-03-05T10:00")).toBe("ZH-8.1.8a");
    expect(complex.obligation("make_plan", LATER)).toMatchObject({ owner: "cs_rep", status: "open" });
    expect(complex.stepRefusal(LATER, "handling_started")).toBe("ZH-8.1.8a");
    const filled = ["plan", "solution", "stages"];
    expect(complex.recordRefusal(LATER, "handling_plan", { filled: ["plan", "solution"] })).toBe("ZH-8.1.8a");
    expect(complex.recordRefusal(LATER, "handling_plan", { filled })).toBeUndefined();
    expect(recorded.recordRefusal(LATER, "handling_plan", { filled: ["plan", "solution"] })).toBeUndefined();
    const planned = complex.record("2025-03-06T10:00", "handling_plan", { filled });
    expect(planned.status("make_plan", LATER)).toBe("met");
    expect(planned.stepRefusal(LATER, "handling_started")).toBe("ZH-8.1.8a");
    const dated = planned.step("2025-03-06T11:00", "stages_set", { number: 1, date: "2025-03-10" });
    expect(dated.stepRefusal(LATER, "handling_started")).toBeUndefined();
    expect(complex.fact("2025-03-06T10:00", "complex", false).status("make_plan", LATER)).toBe("void");
  });

  it("ZH-8.1.8b the customer is told the times of the main stages, and every change of them", () => {
    const stages = ["2025-03-10", "2025-03-20", "2025-04-05"];
    const published = stages.reduce(
      (told, date, index) => told.step("2025-03-06T11:00", "stages_set", { number: index + 1, date }),
      recorded,
    );
    expect(published.obligation("tell_stages", LATER)).toMatchObject({ owner: "cs_rep", status: "open" });
    const missed = published.then("2025-03-06T12:00", "contact.made", contact("stages", false));
    expect(missed.status("tell_stages", LATER)).toBe("open");
    const told = published.then("2025-03-06T12:00", "contact.made", contact("stages", true));
    expect(told.status("tell_stages", LATER)).toBe("met");
    const notice = { noticeId: numbered(80), kind: "stages", to: ["owner"] };
    expect(published.then("2025-03-06T12:00", "notice.sent", notice).status("tell_stages", LATER)).toBe("met");
    const changed = told.step("2025-03-12T11:00", "stages_set", { number: 2, date: "2025-03-25" });
    expect(changed.status("tell_stages", LATER)).toBe("open");
  });
});

describe("taking a complaint in under Zhonghai", () => {
  const letter = zhonghai.received("2025-03-05T09:20", { channel: "written", category: "complaint" });
  const written = ["content", "customer_data", "recorder", "receipt_time"];

  it("ZH-8.2.2a the time at which a letter was received is on its sheet, apart from the time of recording", () => {
    const untimed = { filled: written.filter((field) => field !== "receipt_time") };
    expect(letter.recordRefusal("2025-03-05T11:00", "complaint_sheet", untimed)).toBe("ZH-8.2.2a");
    expect(letter.recordRefusal("2025-03-05T11:00", "complaint_sheet", { filled: written })).toBeUndefined();
    const done = letter.record("2025-03-05T11:00", "complaint_sheet", { filled: written });
    expect(done.obligation("record_on_sheet", LATER)).toMatchObject({
      openedAt: shanghai("2025-03-05T09:20"),
      metAt: shanghai("2025-03-05T11:00"),
    });
  });

  it("ZH-8.2.2b whoever wrote a letter is told that it has been received", () => {
    expect(letter.obligation("acknowledge_written", LATER)).toMatchObject({ owner: "cs_rep", status: "open" });
    expect(received.obligations("acknowledge_written", LATER)).toEqual([]);
    const tried = letter.then("2025-03-05T10:00", "contact.made", contact("acknowledgement", false));
    expect(tried.status("acknowledge_written", LATER)).toBe("open");
    const reached = tried.then("2025-03-05T15:00", "contact.made", contact("acknowledgement", true));
    expect(reached.status("acknowledge_written", LATER)).toBe("met");
    const reply = { replyId: numbered(60), kind: "courtesy", public: false };
    expect(letter.then("2025-03-05T15:00", "reply.sent", reply).status("acknowledge_written", LATER)).toBe("met");
  });

  it("ZH-8.2.3a the sheet in three copies has the customer's data, the content and its recorder", () => {
    const without = (field: string): string | undefined =>
      received.recordRefusal("2025-03-05T09:30", "complaint_sheet", { filled: SHEET.filter((one) => one !== field) });
    expect(without("customer_data")).toBe("ZH-8.2.3a");
    expect(without("recorder")).toBe("ZH-8.2.3a");
    expect(received.recordRefusal("2025-03-05T09:30", "complaint_sheet", { filled: SHEET })).toBeUndefined();
    expect(regulationOf("zhonghai").forms.find(({ code }) => code === "complaint_sheet")?.copies).toBe(3);
  });

  it("ZH-8.2.3b the hotline passes the sheet to the representative promptly, which is four working hours", () => {
    expect(recorded.obligation("pass_to_rep", "2025-03-05T09:30")).toMatchObject({
      owner: "info_supervisor",
      dueAt: shanghai("2025-03-05T13:30"),
      status: "open",
    });
    expect(recorded.status("pass_to_rep", "2025-03-05T13:29")).toBe("open");
    expect(recorded.status("pass_to_rep", "2025-03-05T13:30")).toBe("breached");
    const elsewhere = recorded.then("2025-03-05T10:00", "complaint.relayed", {
      to: "cs_dept",
      relayId: numbered(50),
    });
    expect(elsewhere.status("pass_to_rep", "2025-03-05T12:00")).toBe("open");
    const passed = recorded.then("2025-03-05T13:30", "complaint.relayed", {
      to: "complaint_rep_1",
      relayId: numbered(50),
    });
    expect(passed.obligation("pass_to_rep", LATER)).toMatchObject({
      status: "met",
      metAt: shanghai("2025-03-05T13:30"),
    });
    const evening = received.record("2025-03-05T16:00", "complaint_sheet", { filled: SHEET });
    expect(evening.obligation("pass_to_rep", "2025-03-05T16:00").dueAt).toBe(shanghai("2025-03-06T11:00"));
  });

  it("ZH-7.1.8 what no representative takes lands with the manager", () => {
    expect(recorded.at("2025-03-05T13:29").escalations).toEqual([]);
    const late = recorded.at("2025-03-05T13:30");
    expect(late.escalations).toMatchObject([{ to: "cs_manager", clause: "ZH-7.1.8" }]);
    expect(recorded.notices("pass_to_rep.breached", "2025-03-05T13:30")).toEqual(["cs_manager"]);
  });
});
