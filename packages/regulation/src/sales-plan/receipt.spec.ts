import { describe, expect, it } from "@jest/globals";
import {
  ComplaintCase,
  holding,
  numbered,
  postsOf,
  regulationOf,
  rulesOf,
  shanghai,
} from "../testing/complaint-case.js";
import { finished, handled, INTAKE, received, recorded, SPECIALIST, transferred } from "../testing/sales-plan-case.js";

const AT = "2025-03-05T10:05";
const plan = (): ReturnType<typeof regulationOf> => regulationOf("sales-plan");
const under = (parent: string | undefined): readonly string[] =>
  plan()
    .categories.filter((category) => category.under === parent)
    .map(({ code }) => code);
const withFields = (...fields: readonly string[]): { filled: string[] } => ({ filled: [...INTAKE.filled, ...fields] });

describe("what is complained of under the sales plan", () => {
  it("SP-2.1 product quality is of structure, decoration or equipment", () => {
    expect(under(undefined)).toContain("product_quality");
    expect(under("product_quality")).toEqual(["structure", "decoration", "equipment"]);
    const lift = received("product_quality");
    for (const part of ["structure", "decoration", "equipment"])
      expect(lift.recordRefusal(AT, "intake_record", { ...INTAKE, marks: [`sub_subject:${part}`] })).toBeUndefined();
    expect(lift.recordRefusal(AT, "intake_record", { ...INTAKE, marks: ["sub_subject:garden"] })).toBe("SP-2.1");
  });

  it("SP-2.2 service attitude is about a person, who is stored", () => {
    expect(under(undefined)).toContain("service_attitude");
    expect(under("service_attitude")).toEqual(["attitude", "needs_not_met"]);
    const told = received("service_attitude");
    expect(told.recordRefusal(AT, "intake_record", withFields("complained_of"))).toBeUndefined();
    const clerk = told.then(AT, "complaint.accused", { staffId: numbered(40) });
    expect(clerk.at(AT).facts["accusedStaffIds"]).toEqual([numbered(40)]);
  });

  it("SP-2.3 a contract complaint names the contract and the clause", () => {
    expect(under(undefined)).toContain("contract");
    const told = received("contract");
    expect(told.recordRefusal(AT, "intake_record", withFields("contract", "contract_clause"))).toBeUndefined();
  });

  it("SP-2.4 a price complaint names the promised and the actual price", () => {
    expect(under(undefined)).toContain("price");
    const told = received("price");
    expect(told.recordRefusal(AT, "intake_record", withFields("promised_price", "actual_price"))).toBeUndefined();
  });

  it("SP-2.5 its risks are recorded and listed to the leading group, whatever its kind", () => {
    expect(received().level(AT)).toBe("single");
    for (const risk of ["customerLoss", "negativeWordOfMouth", "legalDispute"]) {
      const told = received().fact(AT, risk);
      expect(told.at(AT).facts[risk]).toBe(true);
      expect(told.notices("risk", AT)).toEqual(["leading_group_head", "leading_group_deputy", "leading_group_member"]);
      expect(received().fact(AT, risk, false).notices("risk", AT)).toEqual([]);
    }
  });
});

describe("receiving under the sales plan", () => {
  it("SP-4.1a complaints come by telephone, e-mail, online customer service and other channels", () => {
    const channels = plan().channels.map(({ code }) => code);
    expect(channels).toEqual(["phone", "email", "online_service", "other"]);
    for (const channel of channels) {
      const told = new ComplaintCase(rulesOf("sales-plan"), [], SPECIALIST).received("2025-03-05T10:00", { channel });
      expect(told.at(AT).facts["channel"]).toBe(channel);
      expect(told.status("record_at_once", AT)).toBe("open");
    }
  });

  it("SP-5.3 several channels are kept", () => {
    expect(plan().channels.filter(({ clause }) => [clause].flat().includes("SP-5.3"))).toHaveLength(4);
  });

  it("SP-4.1b name, contact details, time and subject are recorded at once", () => {
    expect(received().obligation("record_at_once", AT)).toMatchObject({
      owner: "service_specialist",
      dueAt: shanghai("2025-03-05T11:00"),
      warnAt: shanghai("2025-03-05T10:30"),
    });
    expect(received().status("record_at_once", "2025-03-05T10:59:59")).toBe("open");
    expect(received().status("record_at_once", "2025-03-05T11:00")).toBe("breached");
    expect(
      received().record("2025-03-05T11:00", "intake_record", INTAKE).status("record_at_once", "2025-03-05T12:00"),
    ).toBe("met");
    for (const missing of INTAKE.filled) {
      const filled = INTAKE.filled.filter((field) => field !== missing);
      expect([missing, received().recordRefusal(AT, "intake_record", { filled })]).toEqual([missing, "SP-4.1b"]);
    }
    expect(received().recordRefusal(AT, "intake_record", INTAKE)).toBeUndefined();
    expect(received().by(holding("finance")).recordRefusal(AT, "intake_record", INTAKE)).toBe("SP-4.1b");
    const relay = { to: "service_specialist", relayId: numbered(50), staffId: numbered(51) };
    expect(received().refusal(AT, "complaint.relayed", relay)).toBe("SP-4.1b");
    const slower = new ComplaintCase(rulesOf("sales-plan", { atOnce: "PT4H" }), received().history);
    expect(slower.obligation("record_at_once", AT).dueAt).toBe(shanghai("2025-03-05T14:00"));
  });

  it("SP-1.3 the first response is due in the tenant's time, 24 hours unless said otherwise", () => {
    expect(received().obligation("first_response", AT)).toMatchObject({
      owner: "service_specialist",
      dueAt: shanghai("2025-03-06T10:00"),
    });
    expect(received().status("first_response", "2025-03-06T09:59:59")).toBe("open");
    expect(received().status("first_response", "2025-03-06T10:00")).toBe("breached");
    const reply = { replyId: numbered(60), kind: "courtesy", public: false };
    expect(received().then("2025-03-06T10:00", "reply.sent", reply).status("first_response", "2025-03-07T10:00")).toBe(
      "met",
    );
    const called = (reached: boolean): string | undefined =>
      received()
        .then("2025-03-05T15:00", "contact.made", {
          contactId: numbered(61),
          purpose: "enquiry",
          medium: "phone",
          reached,
        })
        .status("first_response", "2025-03-06T10:00");
    expect(called(true)).toBe("met");
    expect(called(false)).toBe("breached");
    const faster = new ComplaintCase(rulesOf("sales-plan", { firstResponse: "PT2H" }), received().history);
    expect(faster.obligation("first_response", AT).dueAt).toBe(shanghai("2025-03-05T12:00"));
  });
});

describe("classifying and transferring under the sales plan", () => {
  const LATER = "2025-03-05T10:10";
  const to = (post: string): { to: string; relayId: string; staffId: string } => ({
    to: post,
    relayId: numbered(50),
    staffId: numbered(51),
  });

  it("SP-4.2a what has no category is not transferred; kinds beyond the four are other", () => {
    const unclassified = new ComplaintCase(rulesOf("sales-plan"), [], SPECIALIST)
      .received("2025-03-05T10:00")
      .record(AT, "intake_record", INTAKE);
    expect(unclassified.refusal(LATER, "complaint.relayed", to("project_manager"))).toBe("SP-4.2a");
    const classified = unclassified.then(AT, "complaint.categorized", { category: "product_quality" });
    expect(classified.refusal(LATER, "complaint.relayed", to("project_manager"))).toBeUndefined();
    expect(under(undefined)).toContain("other");
  });

  it.each([
    ["product_quality", "project_manager"],
    ["service_attitude", "sales_head"],
    ["contract", "legal_dept"],
    ["price", "sales_dept"],
  ])("SP-4.2b a complaint about %s is quickly transferred to %s", (category, post) => {
    expect(recorded(category).obligation("transfer", LATER)).toMatchObject({
      owner: "service_specialist",
      status: "open",
      dueAt: shanghai("2025-03-06T10:00"),
    });
    expect(recorded(category).status("transfer", "2025-03-06T10:00")).toBe("breached");
    expect(recorded(category).refusal(LATER, "complaint.relayed", to("leading_group_member"))).toBe("SP-4.2b");
    expect(recorded(category).refusal(LATER, "complaint.relayed", to(post))).toBeUndefined();
    expect(transferred(category).status("transfer", LATER)).toBe("met");
    expect(transferred(category).notices("transferred", LATER)).toEqual([post]);
    expect(transferred(category).obligation("handle", LATER)).toMatchObject({ owner: post, status: "open" });
    const later = new ComplaintCase(rulesOf("sales-plan", { quickly: "PT1H" }), recorded(category).history);
    expect(later.obligation("transfer", LATER).dueAt).toBe(shanghai("2025-03-05T11:00"));
  });

  it("SP-4.0 every stage has a responsible person and a handling measure", () => {
    const nobody = { to: "service_specialist", relayId: numbered(50) };
    expect(recorded().refusal(LATER, "complaint.relayed", nobody)).toBe("SP-4.0");
    expect(recorded().refusal(LATER, "complaint.relayed", to("service_specialist"))).toBeUndefined();
    expect(transferred().refusal("2025-03-05T16:00", "complaint.finished", {})).toBe("SP-4.0");
    expect(handled().refusal("2025-03-05T16:00", "complaint.finished", {})).toBeUndefined();
    const fields = ["responsible_person", "measure"];
    expect(transferred().recordRefusal("2025-03-05T12:00", "handling_record", { filled: fields })).toBeUndefined();
    for (const field of fields)
      expect(transferred().recordRefusal("2025-03-05T12:00", "handling_record", { filled: [field] })).toBe("SP-4.0");
  });

  it("SP-1.2 receipt, handling, feedback and archive follow each other; no stage is skipped", () => {
    expect(recorded().refusal("2025-03-05T16:00", "complaint.finished", {})).toBe("SP-1.2");
    expect(
      handled().recordRefusal("2025-03-05T16:00", "feedback", {
        filled: ["result_told"],
        marks: ["satisfaction:satisfied"],
      }),
    ).toBe("SP-1.2");
    expect(handled().refusal("2025-03-05T16:00", "complaint.closed", {})).toBe("SP-1.2");
    expect(finished().recordRefusal("2025-03-05T17:00", "archive_record", { filled: ["process", "result"] })).toBe(
      "SP-1.2",
    );
  });
});

describe("the groups of the sales plan", () => {
  it("SP-3.1b the leading group hears of whatever was not done in time and maintains the process", () => {
    const late = received("price").at("2025-03-06T10:00").notices;
    for (const code of ["first_response.breached", "transfer.breached"])
      expect(late).toContainEqual(expect.objectContaining({ code, clause: "SP-3.1b", to: ["leading_group_head"] }));
    const unvisited = finished().at("2025-04-06T00:00").notices;
    for (const code of ["feed_back.breached", "follow_up.breached"])
      expect(unvisited).toContainEqual(
        expect.objectContaining({ code, clause: "SP-3.1b", to: ["leading_group_head"] }),
      );
    const review = rulesOf("sales-plan").duties.find(({ clauses }) => clauses.includes("SP-3.1b"));
    expect(review).toMatchObject({ code: "plan_review", owner: "leading_group_head" });
  });

  it("SP-3.2a the handling group, legal staff included, and the responsible department handle complaints", () => {
    const relay = { to: "service_specialist", relayId: numbered(50), staffId: numbered(51) };
    const reply = { replyId: numbered(60), kind: "formal", public: false };
    for (const post of ["service_specialist", "sales_staff", "legal_staff"]) {
      expect(postsOf("sales-plan")).toContain(post);
      expect(recorded().by(holding(post)).refusal(AT, "complaint.relayed", relay)).toBeUndefined();
      expect(handled("price").by(holding(post)).refusal("2025-03-05T13:00", "reply.sent", reply)).toBeUndefined();
    }
    expect(recorded().by(holding("technician")).refusal(AT, "complaint.relayed", relay)).toBe("SP-3.2a");
    const priced = handled("price");
    expect(priced.by(holding("sales_dept")).refusal("2025-03-05T13:00", "reply.sent", reply)).toBeUndefined();
    for (const post of ["legal_dept", "leading_group_member"])
      expect(priced.by(holding(post)).refusal("2025-03-05T13:00", "reply.sent", reply)).toBe("SP-3.2a");
  });

  it("SP-3.2b the handling group receives, records, handles, feeds back and follows up", () => {
    const open = (told: ComplaintCase, at: string): readonly string[] =>
      told
        .at(at)
        .obligations.filter(({ status, clauses }) => status === "open" && clauses.includes("SP-3.2b"))
        .map(({ code }) => code);
    expect(open(received(), AT)).toEqual(["record_at_once"]);
    expect(open(transferred(), "2025-03-05T10:10")).toEqual(["handle"]);
    expect(open(finished(), "2025-03-05T16:00")).toEqual(["feed_back", "follow_up"]);
  });
});
