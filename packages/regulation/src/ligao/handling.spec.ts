import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, postsOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const ligao = new ComplaintCase(rulesOf("ligao"));
const plain = ligao.received("2025-03-03T10:00");
const visited = (told: ComplaintCase): ComplaintCase =>
  told
    .then("2025-03-05T10:00", "complaint.finished", {})
    .then("2025-03-06T10:00", "followup.made", { followUpId: numbered(90), outcome: "satisfied" });

describe("validity under Ligao", () => {
  it("LG-4.1.1: is settled by the Customer Service Centre", () => {
    const finding = { validity: "valid" };
    expect(plain.by(holding("service_specialist")).refusal("2025-03-03T11:00", "validity.determined", finding)).toBe(
      "LG-4.1.1",
    );
    expect(
      plain.by(holding("service_center")).refusal("2025-03-03T11:00", "validity.determined", finding),
    ).toBeUndefined();
    const settled = plain.by(holding("service_center")).then("2025-03-03T11:00", "validity.determined", finding);
    expect(postsOf("ligao")).toContain("service_center");
    expect(plain.at("2025-03-03T11:00").validity).toBe("undetermined");
    expect(settled.at("2025-03-03T11:00").validity).toBe("valid");
  });

  it("LG-4.1.1.1a: is referred with the specialist's own opinion", () => {
    const asked = plain.then("2025-03-03T10:10", "validity.questioned", {});
    expect(asked.refusal("2025-03-03T10:20", "validity.referred", {})).toBe("LG-4.1.1.1a");
    expect(asked.refusal("2025-03-03T10:20", "validity.referred", { opinionId: numbered(70) })).toBeUndefined();
  });
});

describe("keeping the customer informed under Ligao", () => {
  it("LG-5.1.2.1a: a promised date is kept, or changed only after the customer heard of progress", () => {
    const promised = plain.then("2025-03-03T11:00", "feedback.promised", { on: "2025-03-05" });
    expect(promised.obligation("promised_feedback", "2025-03-03T11:00").dueAt).toBe(shanghai("2025-03-06T00:00"));
    expect(promised.refusal("2025-03-04T11:00", "feedback.extended", { on: "2025-03-07" })).toBe("LG-5.1.2.1a");
    const told = promised.then("2025-03-04T10:00", "contact.made", {
      contactId: numbered(61),
      purpose: "progress",
      medium: "phone",
      reached: true,
    });
    expect(told.refusal("2025-03-04T11:00", "feedback.extended", { on: "2025-03-07" })).toBeUndefined();
    const extended = told.then("2025-03-04T11:00", "feedback.extended", { on: "2025-03-07" });
    expect(extended.obligation("promised_feedback", "2025-03-04T11:00").dueAt).toBe(shanghai("2025-03-08T00:00"));
    expect(extended.refusal("2025-03-05T11:00", "feedback.extended", { on: "2025-03-09" })).toBe("LG-5.1.2.1a");
    expect(extended.status("promised_feedback", "2025-03-07T23:59")).toBe("open");
    expect(extended.status("promised_feedback", "2025-03-08T00:00")).toBe("breached");
  });

  it("LG-5.1.2.1a: a call that reached nobody tells no progress", () => {
    const tried = plain
      .then("2025-03-03T11:00", "feedback.promised", { on: "2025-03-05" })
      .then("2025-03-04T10:00", "contact.made", {
        contactId: numbered(61),
        purpose: "progress",
        medium: "phone",
        reached: false,
      });
    expect(tried.refusal("2025-03-04T11:00", "feedback.extended", { on: "2025-03-07" })).toBe("LG-5.1.2.1a");
  });

  it("LG-4.3.1a: what the property-side specialist leads is not closed without a reply to the customer", () => {
    const led = visited(
      plain.then("2025-03-03T10:10", "complaint.relayed", { to: "property_specialist", relayId: numbered(50) }),
    );
    expect(led.refusal("2025-03-07T10:00", "complaint.closed", {})).toBe("LG-4.3.1a");
    const replied = led.then("2025-03-07T09:00", "reply.sent", {
      replyId: numbered(60),
      kind: "formal",
      public: false,
    });
    expect(replied.refusal("2025-03-07T10:00", "complaint.closed", {})).toBeUndefined();
  });

  it("LG-5.3.2a: a forum complaint is closed with its result published there, or the reason why not", () => {
    const forum = visited(ligao.received("2025-03-03T10:00", { channel: "forum" }));
    expect(forum.refusal("2025-03-07T10:00", "complaint.closed", {})).toBe("LG-5.3.2a");
    expect(
      forum.refusal("2025-03-07T10:00", "complaint.closed", { unpublishedReason: "private_matter" }),
    ).toBeUndefined();
    expect(forum.refusal("2025-03-07T10:00", "complaint.closed", { publicReplyId: numbered(60) })).toBeUndefined();
  });

  it("LG-4.1.2b: the specialist hears of the preliminary handling and follows its implementation through", () => {
    const replied = ligao
      .received("2025-03-03T10:00", { stage: "after_warranty", category: "property_management" })
      .fact("2025-03-03T11:00", "litigationFiled")
      .then("2025-03-04T10:00", "reply.sent", {
        replyId: numbered(60),
        kind: "preliminary",
        public: false,
        panelOpinionId: numbered(72),
      });
    expect(replied.notices("preliminary_handling", "2025-03-04T10:00")).toEqual(["property_specialist"]);
    expect(replied.obligation("follow_implementation", "2025-03-04T10:00")).toMatchObject({
      owner: "property_specialist",
      status: "open",
      dueAt: null,
    });
    expect(visited(replied).status("follow_implementation", "2025-03-07T10:00")).toBe("met");
  });

  it("LG-4.4a: the Centre hears of every answer a department gives", () => {
    const answered = plain.then("2025-03-03T12:00", "support.answered", {
      supportId: numbered(6),
      from: "functional_handler",
    });
    expect(answered.notices("support_given", "2025-03-03T12:00")).toEqual(["service_center"]);
  });
});

describe("after handling under Ligao", () => {
  it("LG-5.1.2.2b: a follow-up visit is owed once handling is finished, and closing waits for its outcome", () => {
    const finished = plain.then("2025-03-05T10:00", "complaint.finished", {});
    expect(finished.obligation("follow_up", "2025-03-05T10:00")).toMatchObject({
      kind: "followup",
      owner: "service_specialist",
      status: "open",
    });
    expect(finished.refusal("2025-03-05T11:00", "complaint.closed", {})).toBe("LG-5.1.2.2b");
    const made = visited(plain);
    expect(made.status("follow_up", "2025-03-06T10:00")).toBe("met");
    expect(made.refusal("2025-03-06T11:00", "complaint.closed", {})).toBeUndefined();
  });

  it("LG-5.5.2.3b: a hot complaint is not closed without its special report", () => {
    const hot = visited(plain.fact("2025-03-03T11:00", "mediaPossible"));
    expect(hot.obligation("special_report", "2025-03-05T10:00").kind).toBe("report");
    expect(hot.refusal("2025-03-07T10:00", "complaint.closed", {})).toBe("LG-5.5.2.3b");
    const reported = hot.then("2025-03-07T09:00", "report.submitted", {
      reportId: numbered(91),
      kind: "special",
      sections: [],
    });
    expect(reported.refusal("2025-03-07T10:00", "complaint.closed", {})).toBeUndefined();
  });

  it("LG-5.5.2.4d: the special report on a major complaint has its three sections, and closing needs it", () => {
    const major = visited(plain.fact("2025-03-03T11:00", "mediaExposed"));
    expect(major.refusal("2025-03-07T10:00", "complaint.closed", {})).toBe("LG-5.5.2.4d");
    const report = (sections: string[]): string | undefined =>
      major.refusal("2025-03-07T09:00", "report.submitted", { reportId: numbered(91), kind: "special", sections });
    expect(report(["course", "causes"])).toBe("LG-5.5.2.4d");
    expect(report(["course", "causes", "measures"])).toBeUndefined();
  });
});
