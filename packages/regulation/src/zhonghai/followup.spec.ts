import { describe, expect, it } from "@jest/globals";
import { isRefusal } from "@hearken/kernel";
import { dutiesOf } from "../duties/duties.js";
import { permitsDuty } from "../duties/duty-gate.js";
import { ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("zhonghai");
const owners = [numbered(1), numbered(2), numbered(3)];
const taken = new ComplaintCase(rules)
  .received("2025-03-03T09:00", { category: "complaint", complainantIds: owners })
  .record("2025-03-03T09:10", "complaint_sheet", { filled: ["content", "customer_data", "recorder", "communication"] })
  .step("2025-03-03T09:20", "unit_determined", { party: "sales_dept" })
  .then("2025-03-03T09:30", "complaint.relayed", { to: "sales_dept", relayId: numbered(50) })
  .by(holding("cs_dept"));
const written = taken.record("2025-03-06T09:00", "complaint_sheet", { filled: ["followup_way", "followup_answers"] });
const handled = written.then("2025-03-06T10:00", "complaint.finished", {});
const visit = { filled: ["detail"], marks: ["way:phone", "occasion:after_handling"] };
/** What the follow-up with these complainants found. */
const found = (outcome: string, ...complainantIds: string[]) => ({ followUpId: numbered(90), outcome, complainantIds });
const [first = "", second = "", third = ""] = owners;
const satisfied = handled.then("2025-03-06T11:00", "followup.made", found("satisfied", ...owners));
const dissatisfied = handled
  .then("2025-03-06T11:00", "followup.made", found("satisfied", first, second))
  .then("2025-03-06T12:00", "followup.made", found("dissatisfied", third));

describe("follow-ups and what is learnt from complaints under Zhonghai", () => {
  it("ZH-9.5a the project's person in charge follows up with every complainant, by visit or by phone", () => {
    expect(
      handled.obligations("follow_up", "2025-03-06T10:00").map(({ owner, status, kind }) => [owner, status, kind]),
    ).toEqual(owners.map(() => ["project_lead", "open", "followup"]));
    const two = handled.then("2025-03-06T11:00", "followup.made", found("satisfied", first, second));
    expect(two.obligations("follow_up", "2025-03-06T11:00").map(({ status }) => status)).toEqual([
      "met",
      "met",
      "open",
    ]);
    expect(two.refusal("2025-03-06T12:00", "complaint.closed", {})).toBe("ZH-9.5a");
    const reopened = two.then("2025-03-06T12:00", "complaint.reopened", { reason: "again" });
    expect(reopened.status("follow_up", "2025-03-06T12:00")).toBe("void");
    const three = two.then("2025-03-06T12:00", "followup.made", found("satisfied", third));
    expect(three.refusal("2025-03-06T13:00", "complaint.closed", {})).toBeUndefined();
  });

  it("ZH-9.5a a follow-up says how and with whom it was made", () => {
    const filing = (...marks: string[]): string | undefined =>
      handled.recordRefusal("2025-03-06T11:00", "followup_record", { ...visit, marks });
    expect(filing("way:phone", "occasion:after_handling")).toBeUndefined();
    expect(filing("way:home_visit", "occasion:after_handling")).toBeUndefined();
    expect(filing("way:letter", "occasion:after_handling")).toBe("ZH-9.5a");
    expect(filing("occasion:after_handling")).toBe("ZH-9.5a");
    const recorded = handled.record("2025-03-06T11:00", "followup_record", visit);
    expect(recorded.refusal("2025-03-06T11:00", "followup.made", found("satisfied"))).toBe("ZH-9.5a");
    expect(recorded.refusal("2025-03-06T11:00", "followup.made", found("satisfied", first))).toBeUndefined();
  });

  it("ZH-9.5b the follow-up of a repair asks about quality, speed and the workers", () => {
    const repair = handled.then("2025-03-06T10:30", "complaint.categorized", { category: "repair" });
    const all = ["detail", "quality", "speed", "workers"];
    for (const rating of ["quality", "speed", "workers"]) {
      const filled = all.filter((one) => one !== rating);
      expect(repair.recordRefusal("2025-03-06T11:00", "followup_record", { ...visit, filled })).toBe("ZH-9.5b");
    }
    expect(repair.recordRefusal("2025-03-06T11:00", "followup_record", { ...visit, filled: all })).toBeUndefined();
    expect(handled.recordRefusal("2025-03-06T11:00", "followup_record", visit)).toBeUndefined();
    expect(handled.refusal("2025-03-06T11:00", "followup.made", found("satisfied", first))).toBe("ZH-9.5b");
    const recorded = handled.record("2025-03-06T11:00", "followup_record", visit);
    expect(recorded.refusal("2025-03-06T11:00", "followup.made", found("satisfied", first))).toBeUndefined();
    const made = recorded.then("2025-03-06T11:00", "followup.made", found("satisfied", first));
    expect(made.refusal("2025-03-06T12:00", "followup.made", found("satisfied", second))).toBe("ZH-9.5b");
  });

  it("ZH-9.5c the follow-up stands on the complaint handling sheet before it is closed", () => {
    const closing = (...filled: string[]): string | undefined => {
      const sheet = filled.length === 0 ? taken : taken.record("2025-03-06T09:00", "complaint_sheet", { filled });
      return sheet
        .then("2025-03-06T10:00", "followup.made", found("satisfied", ...owners))
        .refusal("2025-03-06T11:00", "complaint.closed", {});
    };
    expect(closing()).toBe("ZH-9.5c");
    expect(closing("followup_way")).toBe("ZH-9.5c");
    expect(closing("followup_answers")).toBe("ZH-9.5c");
    expect(closing("followup_way", "followup_answers")).toBeUndefined();
    for (const column of ["followup_way", "followup_answers"])
      expect(taken.recordRefusal("2025-03-06T09:00", "complaint_sheet", { filled: [column] })).toBeUndefined();
  });

  it("ZH-9.5d who is dissatisfied keeps the complaint open until they are satisfied", () => {
    expect(dissatisfied.notices("dissatisfied", "2025-03-06T12:00")).toEqual(["sales_dept"]);
    expect(satisfied.notices("dissatisfied", "2025-03-06T12:00")).toEqual([]);
    expect(dissatisfied.obligation("rectify", "2025-03-06T12:00")).toMatchObject({
      owner: "sales_dept",
      status: "open",
    });
    expect(dissatisfied.refusal("2025-03-06T13:00", "complaint.closed", {})).toBe("ZH-9.5d");
    const back = dissatisfied.history.filter(({ type }) => type !== "followup.made");
    const later = new ComplaintCase(rules, back)
      .then("2025-03-06T10:30", "complaint.relayed", { to: "cs_dept", relayId: numbered(51) })
      .then("2025-03-06T12:00", "followup.made", found("dissatisfied", third));
    expect(later.notices("dissatisfied", "2025-03-06T12:00")).toEqual(["sales_dept"]);
    expect(later.obligation("rectify", "2025-03-06T12:00").owner).toBe("sales_dept");
    const rectifier = (told: ComplaintCase): string =>
      told
        .then("2025-03-06T12:00", "followup.made", found("dissatisfied", first))
        .obligation("rectify", "2025-03-06T12:00").owner;
    expect(rectifier(new ComplaintCase(rules).received("2025-03-03T09:00"))).toBe("cs_dept");
    const direct = new ComplaintCase(rules).received("2025-03-03T09:00", { receivedBy: "department" });
    const passed = direct.then("2025-03-06T10:30", "complaint.relayed", { to: "cs_dept", relayId: numbered(51) });
    expect(rectifier(passed)).toBe("business_dept");
    const again = dissatisfied
      .then("2025-03-06T14:00", "complaint.reopened", { reason: "dissatisfied" })
      .then("2025-03-10T10:00", "complaint.finished", {});
    expect(again.obligations("follow_up", "2025-03-10T10:00").filter(({ status }) => status === "open")).toHaveLength(
      3,
    );
    const others = again.then("2025-03-10T11:00", "followup.made", found("satisfied", first, second));
    const still = others.then("2025-03-10T11:00", "followup.made", found("dissatisfied", third));
    expect(still.refusal("2025-03-10T12:00", "complaint.closed", {})).toBe("ZH-9.5d");
    const content = others.then("2025-03-10T11:00", "followup.made", found("satisfied", third));
    expect(content.status("rectify", "2025-03-10T11:00")).toBe("met");
    expect(content.refusal("2025-03-10T12:00", "complaint.closed", {})).toBeUndefined();
  });

  it("ZH-9.5d a tenant may choose after how many follow-ups one who stays dissatisfied no longer counts", () => {
    const closing = (exitAfterFollowUps: number): string | undefined =>
      new ComplaintCase(rulesOf("zhonghai", { exitAfterFollowUps }), dissatisfied.history, holding("cs_dept")).refusal(
        "2025-03-06T13:00",
        "complaint.closed",
        {},
      );
    expect(closing(0)).toBe("ZH-9.5d");
    expect(closing(3)).toBe("ZH-9.5d");
    expect(closing(2)).toBeUndefined();
  });

  it("ZH-9.6.1 the Customer Service Department compiles typical cases from closed complaints", () => {
    const filing = { filled: ["summary"] };
    const closed = satisfied.then("2025-03-06T13:00", "complaint.closed", {});
    expect(satisfied.recordRefusal("2025-03-06T14:00", "typical_case", filing)).toBe("ZH-9.6.1");
    expect(closed.recordRefusal("2025-03-06T14:00", "typical_case", filing)).toBeUndefined();
    expect(closed.recordRefusal("2025-03-06T14:00", "typical_case")).toBe("ZH-9.6.1");
    expect(closed.by(holding("sales_dept")).recordRefusal("2025-03-06T14:00", "typical_case", filing)).toBe("ZH-9.6.1");
  });

  const day = shanghai("2025-12-31T10:00");
  const owed = (code: string, from: string, to: string, at = day): readonly (readonly [string, string, string])[] =>
    dutiesOf(rules, { from, to, at }, [])
      .filter((duty) => duty.code === code)
      .map(({ on, owner, status }) => [on, owner, status]);
  const refused = (duty: string, sections: readonly string[]): string | undefined => {
    const done = {
      duty,
      on: "2025-03-31",
      occurredAt: shanghai("2025-03-31T10:00"),
      sections,
      to: [],
      by: numbered(5),
    };
    const answer = permitsDuty(rules, done, []);
    return isRefusal(answer) ? answer.clause : undefined;
  };

  it("ZH-9.6.2 each month complaints and opinions are counted and the main problems analysed", () => {
    expect(owed("complaint_analysis", "2025-02-01", "2025-03-31", shanghai("2025-03-31T23:59"))).toEqual([
      ["2025-02-28", "cs_dept", "breached"],
      ["2025-03-31", "cs_dept", "open"],
    ]);
    expect(refused("complaint_analysis", ["counts_by_category"])).toBe("ZH-9.6.2");
    expect(refused("complaint_analysis", ["focus_problems"])).toBe("ZH-9.6.2");
    expect(refused("complaint_analysis", ["counts_by_category", "focus_problems"])).toBeUndefined();
  });

  it("ZH-9.6.3 the annual summary has four sections", () => {
    const sections = ["satisfaction", "important_cases", "important_complaints", "lessons"];
    expect(owed("annual_summary", "2025-01-01", "2025-12-31")).toEqual([["2025-12-31", "cs_dept", "open"]]);
    for (const section of sections)
      expect(
        refused(
          "annual_summary",
          sections.filter((one) => one !== section),
        ),
      ).toBe("ZH-9.6.3");
    expect(refused("annual_summary", sections)).toBeUndefined();
  });

  it("ZH-9.7.10 the survey analysis report gives the rate, and shares its printed number with the payment request", () => {
    expect(satisfied.recordRefusal("2025-03-06T14:00", "survey_analysis_report")).toBe("ZH-9.7.10");
    expect(satisfied.recordRefusal("2025-03-06T14:00", "survey_analysis_report", { filled: ["rate"] })).toBeUndefined();
    const printed = regulationOf("zhonghai").forms.filter((form) => form.printed === "SM03-25");
    expect(printed.map(({ code }) => code)).toEqual(["payment_request", "survey_analysis_report"]);
  });
});
