import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const taken = new ComplaintCase(rulesOf("zhonghai"))
  .received("2025-03-05T09:00", { category: "claim" })
  .record("2025-03-05T09:10", "complaint_sheet", {
    filled: ["content", "customer_data", "recorder", "communication"],
  });
const claim = taken
  .then("2025-03-05T09:30", "complaint.relayed", { to: "sales_dept", relayId: numbered(50) })
  .step("2025-03-05T10:00", "claim_requested");
const asked = claim
  .step("2025-03-06T10:00", "claim_answered")
  .step("2025-03-06T11:00", "claim_opinion_requested", { party: "sales_dept" })
  .step("2025-03-06T11:00", "claim_opinion_requested", { party: "eng_dept" });
const fields = ["amount", "basis", "contract_basis", "legal_basis"];
const plan = { filled: fields, marks: ["responsibility:company"] };
const drafted = asked.record("2025-03-10T10:00", "claim_plan", plan);
const lawyer = holding("lawyer");
const leader = holding("company_leader");
const opined = drafted.by(lawyer).step("2025-03-11T10:00", "legal_opinion", { number: 1 }).by(holding("cs_dept"));
const talk = { date: "2025-03-12", items: ["customer", "cs_dept", "sales_dept"], recordId: numbered(72) };
const negotiated = opined.step("2025-03-12T15:00", "negotiation", talk);
const changed = negotiated.record("2025-03-13T10:00", "claim_plan", plan);
const approval = { outcome: "conditional", number: 2 };
const agreed = changed.step("2025-03-14T10:00", "customer_approval", approval);
const report = { filled: ["facts", "responsibility", "plan", "legal_opinion", "customer_approval"] };
const reported = agreed.record("2025-03-17T10:00", "claim_report", report).by(leader);
const yes = { outcome: "approved", number: 2, items: ["eng_dept", "contract_dept"] };
const no = { outcome: "rejected", number: 2, recordId: numbered(73) };
const approved = reported.step("2025-03-18T10:00", "leader_approval", yes);

describe("claims for compensation under Zhonghai", () => {
  it("ZH-9.4.1 the Customer Service Department handles a claim, and the handling department helps with the plan", () => {
    expect(claim.obligation("claim", "2025-03-05T10:00")).toMatchObject({ owner: "cs_dept", status: "open" });
    expect(claim.obligation("claim_contribution", "2025-03-05T10:00")).toMatchObject({ owner: "sales_dept" });
    const other = asked.step("2025-03-07T10:00", "claim_opinion_given", { party: "eng_dept" });
    expect(other.status("claim_contribution", "2025-03-07T10:00")).toBe("open");
    const own = other.step("2025-03-07T11:00", "claim_opinion_given", { party: "sales_dept" });
    expect(own.status("claim_contribution", "2025-03-07T11:00")).toBe("met");
    expect(
      taken.step("2025-03-05T10:00", "claim_requested").obligations("claim_contribution", "2025-03-05T10:00"),
    ).toEqual([]);
    expect(approved.step("2025-03-20T10:00", "claim_closed").status("claim", "2025-03-20T10:00")).toBe("met");
  });

  it("ZH-9.4.2 a plan rests on the contract and on the law", () => {
    const filing = (filled: string[]): string | undefined =>
      asked.recordRefusal("2025-03-10T10:00", "claim_plan", { ...plan, filled });
    expect(filing(fields.filter((field) => field !== "contract_basis"))).toBe("ZH-9.4.2");
    expect(filing(fields.filter((field) => field !== "legal_basis"))).toBe("ZH-9.4.2");
    expect(filing(fields)).toBeUndefined();
  });

  it("ZH-9.4.3a step 1: the customer is answered before opinions are asked for", () => {
    const asking = { party: "sales_dept" };
    expect(claim.stepRefusal("2025-03-05T11:00", "claim_opinion_requested", asking)).toBe("ZH-9.4.3a");
    expect(claim.obligation("answer_claim", "2025-03-05T11:00")).toMatchObject({
      owner: "cs_dept",
      dueAt: shanghai("2025-03-07T18:00"),
    });
    expect(claim.status("answer_claim", "2025-03-07T17:59:59")).toBe("open");
    expect(claim.status("answer_claim", "2025-03-07T18:00")).toBe("breached");
    const answered = claim.step("2025-03-07T18:00", "claim_answered");
    expect(answered.status("answer_claim", "2025-03-08T00:00")).toBe("met");
    expect(answered.stepRefusal("2025-03-08T10:00", "claim_opinion_requested", asking)).toBeUndefined();
    const prompt = new ComplaintCase(rulesOf("zhonghai", { claimResponseDays: 1 }), claim.history);
    expect(prompt.obligation("answer_claim", "2025-03-05T11:00").dueAt).toBe(shanghai("2025-03-06T18:00"));
  });

  it("ZH-9.4.3b step 2: it shows which of the departments asked have answered", () => {
    expect(claim.recordRefusal("2025-03-05T11:00", "claim_plan", plan)).toBe("ZH-9.4.3b");
    expect(asked.recordRefusal("2025-03-06T12:00", "claim_plan", plan)).toBeUndefined();
    expect(
      claim.step("2025-03-06T10:00", "claim_answered").stepRefusal("2025-03-06T11:00", "claim_opinion_requested"),
    ).toBe("ZH-9.4.3b");
    expect(asked.stepRefusal("2025-03-07T10:00", "claim_opinion_given")).toBe("ZH-9.4.3b");
    const answered = asked.step("2025-03-07T10:00", "claim_opinion_given", { party: "eng_dept" });
    expect(
      answered.obligations("claim_opinion", "2025-03-07T10:00").map(({ owner, status }) => [owner, status]),
    ).toEqual([
      ["sales_dept", "open"],
      ["eng_dept", "met"],
    ]);
  });

  it("ZH-9.4.3c step 3: a draft has an amount and its basis, and becomes version 1", () => {
    const filing = (filled: string[]): string | undefined =>
      asked.recordRefusal("2025-03-10T10:00", "claim_plan", { ...plan, filled });
    expect(filing(fields.filter((field) => field !== "amount"))).toBe("ZH-9.4.3c");
    expect(filing(fields.filter((field) => field !== "basis"))).toBe("ZH-9.4.3c");
    expect(asked.by(lawyer).stepRefusal("2025-03-11T10:00", "legal_opinion", { number: 1 })).toBe("ZH-9.4.3c");
    expect(drafted.by(lawyer).stepRefusal("2025-03-11T10:00", "legal_opinion", { number: 1 })).toBeUndefined();
    expect(drafted.by(lawyer).stepRefusal("2025-03-11T10:00", "legal_opinion", { number: 2 })).toBe("ZH-9.4.3c");
  });

  it("ZH-9.4.3d step 4: negotiation waits for the lawyer's opinion on the draft", () => {
    expect(drafted.stepRefusal("2025-03-12T15:00", "negotiation", talk)).toBe("ZH-9.4.3d");
    expect(opined.stepRefusal("2025-03-12T15:00", "negotiation", talk)).toBeUndefined();
    expect(drafted.by(holding("cs_dept")).stepRefusal("2025-03-11T10:00", "legal_opinion", { number: 1 })).toBe(
      "ZH-9.4.3d",
    );
  });

  it("ZH-9.4.3e step 5: a negotiation has its date, its participants and the customer's position", () => {
    expect(opined.stepRefusal("2025-03-12T15:00", "negotiation", { ...talk, items: [] })).toBe("ZH-9.4.3e");
    const { date, items, recordId } = talk;
    expect(opined.stepRefusal("2025-03-12T15:00", "negotiation", { items, recordId })).toBe("ZH-9.4.3e");
    expect(opined.stepRefusal("2025-03-12T15:00", "negotiation", { date, items })).toBe("ZH-9.4.3e");
    expect(opined.stepRefusal("2025-03-12T15:00", "customer_approval", { outcome: "conditional", number: 1 })).toBe(
      "ZH-9.4.3e",
    );
    expect(
      negotiated.stepRefusal("2025-03-12T16:00", "customer_approval", { outcome: "conditional", number: 1 }),
    ).toBeUndefined();
  });

  it("ZH-9.4.3f step 6: the customer approves the latest version, and only subject to the leader", () => {
    expect(changed.stepRefusal("2025-03-14T10:00", "customer_approval", { ...approval, number: 1 })).toBe("ZH-9.4.3f");
    expect(changed.stepRefusal("2025-03-14T10:00", "customer_approval", approval)).toBeUndefined();
    expect(changed.stepRefusal("2025-03-14T10:00", "customer_approval", { ...approval, outcome: "final" })).toBe(
      "ZH-9.4.3f",
    );
    expect(changed.at("2025-03-14T10:00").facts).toMatchObject({ claimPlanCount: 2n, legalOpinionNumber: 1n });
    expect(changed.recordRefusal("2025-03-17T10:00", "claim_report", report)).toBe("ZH-9.4.3f");
    const refused = changed.step("2025-03-14T10:00", "customer_approval", { outcome: "refused", number: 2 });
    expect(refused.recordRefusal("2025-03-17T10:00", "claim_report", report)).toBe("ZH-9.4.3f");
    expect(agreed.recordRefusal("2025-03-17T10:00", "claim_report", report)).toBeUndefined();
  });

  it("ZH-9.4.3f ZH-9.4.3d whether a changed plan needs a fresh lawyer's opinion is the tenant's choice", () => {
    const rules = rulesOf("zhonghai", { freshOpinion: "required" });
    const strict = new ComplaintCase(rules, agreed.history);
    expect(strict.recordRefusal("2025-03-17T10:00", "claim_report", report)).toBe("ZH-9.4.3f");
    expect(strict.stepRefusal("2025-03-17T10:00", "negotiation", talk)).toBe("ZH-9.4.3d");
    const again = strict.by(lawyer).step("2025-03-17T09:00", "legal_opinion", { number: 2 });
    expect(again.recordRefusal("2025-03-17T10:00", "claim_report", report)).toBeUndefined();
    expect(again.stepRefusal("2025-03-17T10:00", "negotiation", talk)).toBeUndefined();
  });

  it("ZH-9.4.3g the plan says who is responsible, and for what share", () => {
    const filing = (filled: string[], ...marks: string[]): string | undefined =>
      asked.recordRefusal("2025-03-10T10:00", "claim_plan", { filled, marks });
    expect(filing(fields)).toBe("ZH-9.4.3g");
    for (const who of ["company", "contractor", "owner"])
      expect(filing(fields, `responsibility:${who}`)).toBeUndefined();
    expect(filing(fields, "responsibility:fate")).toBe("ZH-9.4.3g");
    expect(filing(fields, "responsibility:shared")).toBe("ZH-9.4.3g");
    expect(filing([...fields, "shares"], "responsibility:shared")).toBeUndefined();
  });

  it("ZH-9.4.3h step 7: the report has five parts and comes before the leader's approval", () => {
    for (const part of report.filled) {
      const filled = report.filled.filter((one) => one !== part);
      expect(agreed.recordRefusal("2025-03-17T10:00", "claim_report", { filled })).toBe("ZH-9.4.3h");
    }
    expect(agreed.by(leader).stepRefusal("2025-03-18T10:00", "leader_approval", yes)).toBe("ZH-9.4.3h");
    expect(reported.stepRefusal("2025-03-18T10:00", "leader_approval", yes)).toBeUndefined();
  });

  it("ZH-9.4.3i step 8: the leader approves, or sends it back to drafting with the reason", () => {
    expect(reported.by(holding("cs_manager")).stepRefusal("2025-03-18T10:00", "leader_approval", yes)).toBe(
      "ZH-9.4.3i",
    );
    expect(reported.stepRefusal("2025-03-18T10:00", "leader_approval", { outcome: "rejected", number: 2 })).toBe(
      "ZH-9.4.3i",
    );
    expect(reported.stepRefusal("2025-03-18T10:00", "leader_approval", no)).toBeUndefined();
    const done = { party: "eng_dept" };
    const rejected = reported.step("2025-03-18T10:00", "leader_approval", no);
    expect(rejected.stepRefusal("2025-03-19T10:00", "claim_executed", done)).toBe("ZH-9.4.3i");
    expect(reported.stepRefusal("2025-03-19T10:00", "claim_executed", done)).toBe("ZH-9.4.3i");
    expect(approved.stepRefusal("2025-03-19T10:00", "claim_executed", done)).toBeUndefined();
    expect(rejected.obligation("redraft_claim", "2025-03-18T10:00")).toMatchObject({
      owner: "cs_dept",
      status: "open",
    });
    const redrafted = rejected.record("2025-03-20T10:00", "claim_plan", plan);
    expect(redrafted.status("redraft_claim", "2025-03-20T10:00")).toBe("met");
    const stale = approved.record("2025-03-19T10:00", "claim_plan", plan);
    expect(stale.stepRefusal("2025-03-19T11:00", "claim_executed", done)).toBe("ZH-9.4.3i");
  });

  it("ZH-9.4.4 each unit carries out its part, and the claim closes when all have", () => {
    expect(reported.stepRefusal("2025-03-18T09:00", "claim_closed")).toBe("ZH-9.4.4");
    expect(
      approved.obligations("execute_claim", "2025-03-18T10:00").map(({ owner, status }) => [owner, status]),
    ).toEqual([
      ["eng_dept", "open"],
      ["contract_dept", "open"],
    ]);
    const one = approved.step("2025-03-19T10:00", "claim_executed", { party: "eng_dept" });
    expect(one.stepRefusal("2025-03-19T11:00", "claim_closed")).toBe("ZH-9.4.4");
    expect(one.stepRefusal("2025-03-19T11:00", "claim_executed")).toBe("ZH-9.4.4");
    const both = one.step("2025-03-20T10:00", "claim_executed", { party: "contract_dept" });
    expect(both.stepRefusal("2025-03-20T11:00", "claim_closed")).toBeUndefined();
    expect(both.step("2025-03-20T11:00", "claim_closed").status("claim", "2025-03-20T11:00")).toBe("met");
  });
});
