import { describe, expect, it } from "@jest/globals";
import { measure } from "../records/metric.js";
import { ComplaintCase, numbered, regulationOf, rulesOf } from "../testing/complaint-case.js";

const rules = rulesOf("property-kf02");
const plain = new ComplaintCase(rules).received("2025-03-05T10:00");
const duty = { evidenceId: numbered(40) };

/** The ground as it is recorded, and the clause that refuses the recording. */
const chosen = (told: ComplaintCase, code: string, evidence: { evidenceId?: string } = {}): ComplaintCase =>
  told.then("2025-03-05T11:00", "fact.recorded", { name: "ground", code, ...evidence });
const refusedGround = (code: string, evidence: { evidenceId?: string } = {}): string | undefined =>
  plain.refusal("2025-03-05T11:00", "fact.recorded", { name: "ground", code, ...evidence });
const refused = (told: ComplaintCase, validity: string): string | undefined =>
  told.refusal("2025-03-05T12:00", "validity.determined", { validity });
/** What the ground makes of it, whatever is determined. */
const finding = (told: ComplaintCase): unknown => told.at("2025-03-05T11:30").facts["finding"];
const found = (told: ComplaintCase, validity: string): ComplaintCase =>
  told.then("2025-03-05T12:00", "validity.determined", { validity });
const accused = (told: ComplaintCase, who: { staffId?: string; post?: string }): ComplaintCase =>
  told.then("2025-03-05T10:30", "complaint.accused", who);

describe("valid complaints under KF02", () => {
  it("KF-4.3.1a: a duty of the service contract that is named and was not performed makes a complaint valid", () => {
    expect(refused(plain, "valid")).toBe("KF-4.3.1a");
    expect(refusedGround("contract_duty_unmet")).toBe("KF-4.3.1a");
    expect(refusedGround("contract_duty_unmet", duty)).toBeUndefined();
    const told = chosen(plain, "contract_duty_unmet", duty);
    expect(finding(told)).toBe("valid");
    expect(refused(told, "invalid")).toBe("KF-4.3.1a");
    expect(refused(told, "valid")).toBeUndefined();
    expect(found(told, "valid").at("2025-03-05T12:00").validity).toBe("valid");
  });

  it("KF-4.3.1b: a promise that is cited and was not kept makes a complaint valid", () => {
    expect(refusedGround("promise_unmet")).toBe("KF-4.3.1b");
    expect(refusedGround("promise_unmet", duty)).toBeUndefined();
    const told = chosen(plain, "promise_unmet", duty);
    expect(finding(told)).toBe("valid");
    expect(refused(told, "invalid")).toBe("KF-4.3.1b");
    expect(refused(told, "valid")).toBeUndefined();
  });

  it("KF-4.3.1c: a law that is named and was not observed makes a complaint valid", () => {
    expect(refusedGround("regulation_unmet")).toBe("KF-4.3.1c");
    expect(refusedGround("regulation_unmet", duty)).toBeUndefined();
    const told = chosen(plain, "regulation_unmet", duty);
    expect(finding(told)).toBe("valid");
    expect(refused(told, "invalid")).toBe("KF-4.3.1c");
    expect(refused(told, "valid")).toBeUndefined();
  });

  it("KF-4.3.1d: a bill of 2.80 yuan where 2.50 are approved makes a complaint valid", () => {
    const told = chosen(plain, "overcharging").fact("2025-03-05T11:00", "approvedFee", 250);
    expect(finding(told)).toBe("valid");
    expect(refused(told.fact("2025-03-05T11:10", "billedFee", 250), "valid")).toBe("KF-4.3.1d");
    const billed = told.fact("2025-03-05T11:10", "billedFee", 280);
    expect(refused(billed, "invalid")).toBe("KF-4.3.1d");
    expect(refused(billed, "valid")).toBeUndefined();
  });

  it("KF-4.3.1e: two reminders make an omission valid; one asks for confirmation, and the number is the tenant's", () => {
    const told = chosen(plain, "omission_after_reminders");
    expect(finding(told)).toBe("valid");
    const once = told.step("2025-03-05T11:10", "reminded", { date: "2025-03-03" });
    const twice = once.step("2025-03-05T11:11", "reminded", { date: "2025-03-05" });
    const warnings = (some: ComplaintCase): readonly string[] =>
      some.warnings("2025-03-06T10:00", "validity.determined", { validity: "valid" });
    expect(told.stepRefusal("2025-03-05T11:10", "reminded")).toBe("KF-4.3.1e");
    expect(refused(told, "valid")).toBe("KF-4.3.1e");
    expect(refused(once, "valid")).toBeUndefined();
    expect(warnings(once)).toEqual(["KF-4.3.1e"]);
    expect(refused(twice, "valid")).toBeUndefined();
    expect(refused(twice, "invalid")).toBe("KF-4.3.1e");
    expect(warnings(twice)).toEqual([]);
    const strict = new ComplaintCase(rulesOf("property-kf02", { repeatedReminders: 3 }), twice.history);
    expect(warnings(strict)).toEqual(["KF-4.3.1e"]);
  });

  it("KF-4.3.1f: an insult makes a complaint valid, with whoever is complained of on it", () => {
    const told = chosen(plain, "misconduct");
    expect(finding(told)).toBe("valid");
    expect(refused(told, "valid")).toBe("KF-4.3.1f");
    const named = accused(told, { staffId: numbered(30) });
    expect(refused(named, "invalid")).toBe("KF-4.3.1f");
    expect(refused(named, "valid")).toBeUndefined();
    expect(named.at("2025-03-05T12:00").facts["accusedStaffIds"]).toEqual([numbered(30)]);
    expect(refused(accused(told, { post: "complained_dept" }), "valid")).toBeUndefined();
  });

  it("KF-4.3.1g: a supplier's failure is a valid complaint and no coordination work, with the supplier on it", () => {
    const told = chosen(plain, "supplier_failure");
    expect(finding(told)).toBe("valid");
    expect(refused(told, "valid")).toBe("KF-4.3.1g");
    expect(told.stepRefusal("2025-03-05T11:10", "supplier_named")).toBe("KF-4.3.1g");
    const named = told.step("2025-03-05T11:10", "supplier_named", { party: "lift_supplier_q" });
    expect(refused(named, "invalid")).toBe("KF-4.3.1g");
    expect(refused(named, "valid")).toBeUndefined();
  });
});

describe("coordination work under KF02", () => {
  it("KF-4.3.2a: a neighbour's leak is coordination work, counts as no valid complaint and still has an owner", () => {
    const told = chosen(plain, "other_residents");
    expect(finding(told)).toBe("coordination");
    expect(refused(told, "valid")).toBe("KF-4.3.2a");
    expect(refused(told, "invalid")).toBeUndefined();
    const coordinated = found(told, "invalid");
    expect(coordinated.obligation("handle", "2025-03-20T10:00")).toMatchObject({
      status: "open",
      owner: "service_staff",
      dueAt: null,
    });
    expect(coordinated.status("solve_minor", "2025-03-20T10:00")).toBe("void");
    const passedOn = coordinated.then("2025-03-06T10:00", "complaint.relayed", {
      to: "complained_dept",
      relayId: numbered(50),
    });
    expect(passedOn.obligation("handle", "2025-03-20T10:00").owner).toBe("complained_dept_head");
    expect(passedOn.then("2025-03-21T10:00", "complaint.finished", {}).status("handle", "2025-03-21T10:00")).toBe(
      "met",
    );
    const valid = found(chosen(plain, "contract_duty_unmet", duty), "valid");
    const standings = [coordinated, valid].map((one) => one.at("2025-03-06T10:00"));
    const counted = measure(rules, standings).find(({ rule }) => rule.code === "valid_complaints");
    expect(counted).toMatchObject({ of: 2, value: 1 });
  });

  it("KF-4.3.2b: the developer's failure is coordination work and can be referred to the developer", () => {
    const told = chosen(plain, "developer");
    expect(finding(told)).toBe("coordination");
    expect(refused(told, "valid")).toBe("KF-4.3.2b");
    expect(refused(told, "invalid")).toBeUndefined();
    expect(told.stepRefusal("2025-03-05T11:10", "referred_to_developer")).toBe("KF-4.3.2b");
    const referral = { party: "developer_tenant" };
    expect(told.stepRefusal("2025-03-05T11:10", "referred_to_developer", referral)).toBeUndefined();
    expect(plain.stepRefusal("2025-03-05T11:10", "referred_to_developer", referral)).toBe("KF-4.3.2b");
  });

  it("KF-4.3.2c: what only the owners' assembly can decide is coordination work, and the words for it name the assembly", () => {
    const told = chosen(plain, "owners_assembly");
    expect(finding(told)).toBe("coordination");
    expect(refused(told, "valid")).toBe("KF-4.3.2c");
    expect(refused(told, "invalid")).toBeUndefined();
    const { scripts } = regulationOf("property-kf02");
    const shown = scripts.filter(({ at }) => at.includes("fact.recorded:ground"));
    expect(shown.map(({ zh }) => zh).join()).toContain("业主大会");
    expect(shown.map(({ en }) => en).join()).toContain("owners' assembly");
  });

  it("KF-4.3.2d: a power cut is coordination work, with the kind of unit on it", () => {
    const told = chosen(plain, "utilities");
    expect(finding(told)).toBe("coordination");
    expect(refused(told, "invalid")).toBe("KF-4.3.2d");
    const named = told.fact("2025-03-05T11:10", "utility", "power");
    expect(refused(named, "valid")).toBe("KF-4.3.2d");
    expect(refused(named, "invalid")).toBeUndefined();
  });

  it("KF-4.3.2e: what authorities do is coordination work, and nobody of the company is complained of for it", () => {
    const told = chosen(plain, "authorities");
    expect(finding(told)).toBe("coordination");
    expect(refused(told, "valid")).toBe("KF-4.3.2e");
    expect(refused(told, "invalid")).toBeUndefined();
    const naming = { post: "complained_dept" };
    expect(told.refusal("2025-03-05T11:30", "complaint.accused", naming)).toBe("KF-4.3.2e");
    expect(plain.refusal("2025-03-05T10:30", "complaint.accused", naming)).toBeUndefined();
    expect(refused(accused(told, naming), "invalid")).toBe("KF-4.3.2e");
    expect(refused(accused(told, { staffId: numbered(30) }), "invalid")).toBe("KF-4.3.2e");
  });
});

describe("excessive demands under KF02", () => {
  it("KF-4.3.3a: a court that was never designed is an excessive demand, explained before it is closed", () => {
    const told = chosen(plain, "new_facilities");
    expect(finding(told)).toBe("excessive");
    expect(refused(told, "valid")).toBe("KF-4.3.3a");
    expect(refused(told, "invalid")).toBeUndefined();
    const answered = found(told, "invalid")
      .record("2025-03-05T12:10", "service_request_record")
      .record("2025-03-05T13:00", "handling_record", { filled: ["process"] })
      .then("2025-03-06T10:00", "complaint.finished", {})
      .then("2025-03-06T11:00", "followup.made", { followUpId: numbered(90), outcome: "reached" });
    expect(answered.refusal("2025-03-06T12:00", "complaint.closed", {})).toBe("KF-4.8b");
    const explained = answered.step("2025-03-06T11:30", "explanation_given", { outcome: "understood" });
    expect(explained.refusal("2025-03-06T12:00", "complaint.closed", {})).toBeUndefined();
  });

  it("KF-4.3.3b: asking for 2.00 yuan where 2.50 are approved is excessive, unless the bill is above what is approved", () => {
    const told = chosen(plain, "lower_fees").fact("2025-03-05T11:00", "approvedFee", 250);
    expect(finding(told)).toBe("excessive");
    expect(refused(told, "valid")).toBe("KF-4.3.3b");
    expect(refused(told, "invalid")).toBeUndefined();
    expect(refused(told.fact("2025-03-05T11:10", "billedFee", 250), "invalid")).toBeUndefined();
    const billed = told.fact("2025-03-05T11:10", "billedFee", 280);
    expect(refused(billed, "invalid")).toBe("KF-4.3.3b");
    expect(refused(chosen(billed, "overcharging"), "valid")).toBeUndefined();
  });

  it("KF-4.3.3c: asking for services outside contract and law is an excessive demand", () => {
    const told = chosen(plain, "extra_services");
    expect(finding(told)).toBe("excessive");
    expect(refused(told, "valid")).toBe("KF-4.3.3c");
    expect(refused(told, "invalid")).toBeUndefined();
  });
});
