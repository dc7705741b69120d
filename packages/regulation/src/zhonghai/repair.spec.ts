import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("zhonghai");
const received = new ComplaintCase(rules).received("2025-03-05T09:00", { category: "repair" });
const sheet = { filled: ["content", "customer_data", "recorder", "communication"] };
const slip = { filled: ["place", "surname", "phone", "content", "convenient_times"], marks: ["source:owner_direct"] };
const instantFact = (told: ComplaintCase, name: string, day: string): ComplaintCase =>
  told.then("2025-03-01T09:00", "fact.recorded", { name, at: shanghai(day) });
const before = new ComplaintCase(rules);
/** Surveyed, with this cause. */
const analysed = (told: ComplaintCase, outcome: string): ComplaintCase =>
  told.step("2025-03-06T10:00", "survey").step("2025-03-06T11:00", "cause_analysed", { outcome });
const defect = analysed(received, "construction_defect");
const ours = { outcome: "original_contractor" };
const theirs = defect.step("2025-03-06T14:00", "responsibility_set", ours);
const planned = theirs
  .record("2025-03-07T10:00", "handling_plan", { filled: ["plan", "solution"] })
  .step("2025-03-07T11:00", "schedule_agreed", { date: "2025-03-12" });
const chosen = planned.step("2025-03-07T14:00", "contractor_chosen", { outcome: "qualified", party: "builder_q" });
const another = { outcome: "other_contractor" };
const supervisor = holding("repair_supervisor");
const passed = { outcome: "passed" };
const expired = instantFact(before, "warrantyEndsAt", "2025-02-28T23:59").received("2025-03-05T09:00", {
  category: "repair",
});

describe("whose a repair is under Zhonghai", () => {
  it("ZH-10.2.1 within the warranty, while the project department is there, it is the project office's", () => {
    expect(received.obligation("repair", "2025-03-05T09:00")).toMatchObject({
      owner: "project_cs_office",
      status: "open",
    });
    const later = before
      .received("2025-03-05T09:00", { category: "complaint" })
      .then("2025-03-05T10:00", "complaint.categorized", { category: "repair" });
    expect(later.obligation("repair", "2025-03-05T10:00").owner).toBe("project_cs_office");
    const done = later.then("2025-03-20T10:00", "complaint.finished", {});
    expect(done.status("repair", "2025-03-20T10:00")).toBe("met");
    expect(
      done.then("2025-03-21T10:00", "complaint.reopened", { reason: "again" }).status("repair", "2025-03-21T10:00"),
    ).toBe("open");
  });

  it("ZH-10.2.2 after the withdrawal of the project department it is the Customer Service Department's", () => {
    const withdrawn = instantFact(before, "projectDeptWithdrawnAt", "2025-03-01T00:00").received("2025-03-02T09:00", {
      category: "repair",
    });
    expect(withdrawn.obligation("repair", "2025-03-02T09:00").owner).toBe("repair_rep");
    const leaving = received.then("2025-03-05T10:00", "fact.recorded", {
      name: "projectDeptWithdrawnAt",
      at: shanghai("2025-03-10T00:00"),
    });
    expect(leaving.obligation("repair", "2025-03-09T23:59:59").owner).toBe("project_cs_office");
    expect(leaving.obligation("repair", "2025-03-10T00:00").owner).toBe("repair_rep");
  });

  it("ZH-10.3.1 after the warranty it is the property office's, with the department's technical support", () => {
    expect(expired.obligation("repair", "2025-03-05T09:00").owner).toBe("property_office");
    expect(expired.obligation("technical_support", "2025-03-05T09:00")).toMatchObject({ owner: "cs_dept" });
    expect(expired.step("2025-03-06T09:00", "technical_support").status("technical_support", "2025-03-06T09:00")).toBe(
      "met",
    );
    expect(received.obligations("technical_support", "2025-03-05T09:00")).toEqual([]);
    const done = expired.then("2025-03-06T09:00", "complaint.finished", {});
    expect(done.status("technical_support", "2025-03-06T09:00")).toBe("void");
    const own = new ComplaintCase(rulesOf("zhonghai", { postWarrantyRepairs: "cs_dept" }), expired.history);
    expect(own.obligation("repair", "2025-03-05T09:00").owner).toBe("repair_rep");
  });
});

describe("how a repair is taken in and surveyed under Zhonghai", () => {
  const filing = (filled: string[], ...marks: string[]): string | undefined =>
    received.recordRefusal("2025-03-05T10:00", "repair_slip", { filled, marks });

  it("ZH-11.2.1a a slip names its source: the property office, the sales department or the owner", () => {
    expect(filing(slip.filled)).toBe("ZH-11.2.1a");
    for (const source of ["property_office", "sales_dept", "owner_direct"])
      expect(filing(slip.filled, `source:${source}`)).toBeUndefined();
    expect(filing(slip.filled, "source:hearsay")).toBe("ZH-11.2.1a");
  });

  it("ZH-11.2.1b a slip names place, surname, phone, content and convenient times", () => {
    for (const item of slip.filled) {
      const rest = slip.filled.filter((one) => one !== item);
      expect(filing(rest, "source:owner_direct")).toBe("ZH-11.2.1b");
    }
    expect(filing(slip.filled, "source:owner_direct")).toBeUndefined();
  });

  const holiday = received.record("2025-04-30T16:00", "repair_slip", slip);

  it("ZH-11.2.2a the site is surveyed within two working days of the slip", () => {
    expect(holiday.obligation("survey", "2025-04-30T16:00")).toMatchObject({
      owner: "project_cs_office",
      dueAt: shanghai("2025-05-07T18:00"),
      status: "open",
    });
    expect(holiday.status("survey", "2025-05-07T17:59:59")).toBe("open");
    expect(holiday.status("survey", "2025-05-07T18:00")).toBe("breached");
    expect(holiday.step("2025-05-07T11:00", "survey").status("survey", "2025-05-08T00:00")).toBe("met");
    const old = expired.record("2025-04-30T16:00", "repair_slip", slip);
    expect(old.obligation("survey", "2025-04-30T16:00").owner).toBe("property_office");
  });

  it("ZH-11.2.2b a time agreed with the owner takes the place of the two days", () => {
    const agreed = holiday.then("2025-04-30T16:30", "appointment.made", { at: shanghai("2025-05-20T10:00") });
    expect(agreed.status("survey", "2025-05-07T18:00")).toBe("open");
    expect(agreed.status("survey", "2025-05-20T09:59:59")).toBe("open");
    expect(agreed.status("survey", "2025-05-20T10:00")).toBe("breached");
    expect(agreed.step("2025-05-20T10:00", "survey").status("survey", "2025-05-21T00:00")).toBe("met");
  });
});

describe("who answers for a defect under Zhonghai", () => {
  it("ZH-11.2.3 responsibility follows the cause, and the cause follows the survey", () => {
    const cause = { outcome: "construction_defect" };
    expect(received.stepRefusal("2025-03-06T10:00", "cause_analysed", cause)).toBe("ZH-11.2.3");
    const surveyed = received.step("2025-03-06T10:00", "survey");
    expect(surveyed.stepRefusal("2025-03-06T11:00", "cause_analysed", cause)).toBeUndefined();
    expect(surveyed.stepRefusal("2025-03-06T11:00", "responsibility_set", ours)).toBe("ZH-11.2.3");
    expect(defect.stepRefusal("2025-03-06T14:00", "responsibility_set", ours)).toBeUndefined();
  });

  it("ZH-11.2.4a a defect within the warranty is the original contractor's, who pays when another repairs", () => {
    const other = { outcome: "developer_repairs", recordId: numbered(74) };
    expect(defect.stepRefusal("2025-03-06T14:00", "responsibility_set", other)).toBe("ZH-11.2.4a");
    expect(defect.stepRefusal("2025-03-06T14:00", "responsibility_set", ours)).toBeUndefined();
    const sent = chosen.step("2025-03-10T10:00", "dispatched", another);
    expect(sent.obligation("apply_for_deduction", "2025-03-10T10:00")).toMatchObject({
      owner: "repair_rep",
      status: "open",
    });
    const applied = sent.record("2025-03-11T10:00", "deduction_application", { filled: ["contractor", "amount"] });
    expect(applied.status("apply_for_deduction", "2025-03-11T10:00")).toBe("met");
    const self = chosen.step("2025-03-10T10:00", "dispatched", ours);
    expect(self.obligations("apply_for_deduction", "2025-03-10T10:00")).toEqual([]);
  });

  it("ZH-11.2.4b beyond the warranty the developer explains or repairs, and says why", () => {
    const old = analysed(expired, "construction_defect");
    const reason = { recordId: numbered(74) };
    for (const outcome of ["developer_explains", "developer_repairs"]) {
      expect(old.stepRefusal("2025-03-06T14:00", "responsibility_set", { outcome, ...reason })).toBeUndefined();
      expect(old.stepRefusal("2025-03-06T14:00", "responsibility_set", { outcome })).toBe("ZH-11.2.4b");
    }
    expect(old.stepRefusal("2025-03-06T14:00", "responsibility_set", { ...ours, ...reason })).toBe("ZH-11.2.4b");
    expect(regulationOf("zhonghai").gates.find(({ clause }) => clause === "ZH-11.2.4b")?.message.zh).toContain(
      "《房屋建筑工程质量保修办法》",
    );
  });

  it("ZH-11.2.4c a defect from the owner's use is the owner's: no contractor is sent, support may be given", () => {
    const used = analysed(received, "owner_use");
    expect(used.stepRefusal("2025-03-06T14:00", "responsibility_set", ours)).toBe("ZH-11.2.4c");
    expect(used.stepRefusal("2025-03-06T14:00", "responsibility_set", { outcome: "owner" })).toBeUndefined();
    expect(
      analysed(expired, "owner_use").stepRefusal("2025-03-06T14:00", "responsibility_set", { outcome: "owner" }),
    ).toBe(undefined);
    const own = chosen.step("2025-03-07T16:00", "responsibility_set", { outcome: "owner" });
    expect(own.stepRefusal("2025-03-10T10:00", "dispatched", another)).toBe("ZH-11.2.4c");
    expect(chosen.stepRefusal("2025-03-10T10:00", "dispatched", another)).toBeUndefined();
    const deduction = { filled: ["contractor", "amount"] };
    expect(own.recordRefusal("2025-03-10T10:00", "deduction_application", deduction)).toBe("ZH-11.2.4c");
    expect(own.stepRefusal("2025-03-10T10:00", "technical_support")).toBeUndefined();
  });
});

describe("how a repair is done under Zhonghai", () => {
  it("ZH-11.2.5a a repair is dispatched on a solution, a plan and a schedule agreed with the owner", () => {
    const choose = (told: ComplaintCase): ComplaintCase =>
      told.step("2025-03-07T14:00", "contractor_chosen", { outcome: "qualified", party: "builder_q" });
    const plan = { filled: ["plan", "solution"] };
    const drawnUp = choose(theirs).record("2025-03-07T15:00", "handling_plan", plan);
    const agreed = choose(theirs).step("2025-03-07T15:00", "schedule_agreed", { date: "2025-03-12" });
    expect(drawnUp.stepRefusal("2025-03-10T10:00", "dispatched", another)).toBe("ZH-11.2.5a");
    expect(agreed.stepRefusal("2025-03-10T10:00", "dispatched", another)).toBe("ZH-11.2.5a");
    expect(chosen.stepRefusal("2025-03-10T10:00", "dispatched", another)).toBeUndefined();
    expect(theirs.stepRefusal("2025-03-07T11:00", "schedule_agreed")).toBe("ZH-11.2.5a");
  });

  it("ZH-11.2.5b the contractor who is brought in is qualified", () => {
    const choosing = { party: "builder_q" };
    const choice = (outcome: string): string | undefined =>
      planned.stepRefusal("2025-03-07T14:00", "contractor_chosen", { ...choosing, outcome });
    expect(choice("unqualified")).toBe("ZH-11.2.5b");
    expect(choice("qualified")).toBeUndefined();
    expect(planned.stepRefusal("2025-03-07T14:00", "contractor_chosen", { outcome: "qualified" })).toBe("ZH-11.2.5b");
    expect(planned.stepRefusal("2025-03-10T10:00", "dispatched", another)).toBe("ZH-11.2.5b");
    expect(planned.stepRefusal("2025-03-10T10:00", "dispatched", { outcome: "nobody" })).toBe("ZH-11.2.5b");
    expect(chosen.stepRefusal("2025-03-10T10:00", "dispatched", another)).toBeUndefined();
    expect(planned.stepRefusal("2025-03-10T10:00", "dispatched", { outcome: "site_labour" })).toBeUndefined();
  });

  it("ZH-11.2.6 complicated repairs, hidden parts and key parts are attended by the supervisor", () => {
    for (const flag of ["complicatedRepair", "hiddenPart", "keyPart"]) {
      const flagged = chosen.fact("2025-03-10T09:00", flag);
      expect(flagged.stepRefusal("2025-03-12T16:00", "repair_finished")).toBe("ZH-11.2.6");
      const attended = flagged.by(supervisor).step("2025-03-11T10:00", "site_attended");
      expect(attended.stepRefusal("2025-03-12T16:00", "repair_finished")).toBeUndefined();
    }
    expect(chosen.stepRefusal("2025-03-12T16:00", "repair_finished")).toBeUndefined();
    expect(chosen.by(holding("worker")).stepRefusal("2025-03-11T10:00", "site_attended")).toBe("ZH-11.2.6");
    expect(chosen.by(supervisor).stepRefusal("2025-03-11T10:00", "site_attended")).toBeUndefined();
  });

  const invited = { items: ["property_office", "owner"] };

  it("ZH-11.2.7a electrical, water pipe and waterproofing repairs are tested before they are finished", () => {
    for (const kind of ["electrical", "water_pipe", "waterproofing"]) {
      const work = chosen.fact("2025-03-10T09:00", "repairWork", kind);
      expect(work.stepRefusal("2025-03-12T16:00", "repair_finished")).toBe("ZH-11.2.7a");
      const tested = work.step("2025-03-12T10:00", "test_made", { ...invited, ...passed });
      expect(tested.stepRefusal("2025-03-12T16:00", "repair_finished")).toBeUndefined();
    }
    const other = chosen.fact("2025-03-10T09:00", "repairWork", "other");
    expect(other.stepRefusal("2025-03-12T16:00", "repair_finished")).toBeUndefined();
    expect(other.stepRefusal("2025-03-12T10:00", "test_made", { ...invited, outcome: "perhaps" })).toBe("ZH-11.2.7a");
  });

  it("ZH-11.2.7b the property office and the owner are asked to the test", () => {
    const testing = (...items: string[]): string | undefined =>
      chosen.stepRefusal("2025-03-12T10:00", "test_made", { ...passed, items });
    expect(testing("property_office")).toBe("ZH-11.2.7b");
    expect(testing("owner")).toBe("ZH-11.2.7b");
    expect(testing("property_office", "owner")).toBeUndefined();
  });

  it("ZH-11.2.7c nothing follows a failed test until another has passed", () => {
    const work = chosen
      .fact("2025-03-10T09:00", "repairWork", "waterproofing")
      .by(supervisor)
      .step("2025-03-12T09:00", "final_acceptance", passed)
      .step("2025-03-12T09:00", "contractor_acceptance", passed);
    const failed = work.step("2025-03-12T10:00", "test_made", { ...invited, outcome: "failed" });
    const again = failed.step("2025-03-13T10:00", "test_made", { ...invited, ...passed });
    for (const step of ["next_stage", "owner_confirmed"]) {
      expect(work.stepRefusal("2025-03-13T11:00", step)).toBe("ZH-11.2.7c");
      expect(failed.stepRefusal("2025-03-13T11:00", step)).toBe("ZH-11.2.7c");
      expect(again.stepRefusal("2025-03-13T11:00", step)).toBeUndefined();
    }
    expect(chosen.stepRefusal("2025-03-13T11:00", "next_stage")).toBeUndefined();
  });

  it("ZH-11.2.8 the last acceptance follows the inspections of material and procedure, on a restored site", () => {
    const accepting = (steps: readonly string[], items: string[]): string | undefined =>
      steps
        .reduce((told, step) => told.step("2025-03-11T10:00", step), chosen.by(supervisor))
        .step("2025-03-12T15:00", "repair_finished")
        .then("2025-03-12T16:00", "checklist.ticked", { items })
        .stepRefusal("2025-03-12T17:00", "final_acceptance", passed);
    const steps = ["materials_inspected", "procedure_inspected"];
    const items = ["cleaned", "checked", "restored"];
    expect(accepting(steps, items)).toBeUndefined();
    for (const step of steps) expect(accepting([step], items)).toBe("ZH-11.2.8");
    const unfinished = steps
      .reduce((told, step) => told.step("2025-03-11T10:00", step), chosen.by(supervisor))
      .then("2025-03-12T16:00", "checklist.ticked", { items });
    expect(unfinished.stepRefusal("2025-03-12T17:00", "final_acceptance", passed)).toBe("ZH-11.2.8");
    const finished = unfinished.step("2025-03-12T15:00", "repair_finished");
    expect(finished.by(holding("worker")).stepRefusal("2025-03-12T17:00", "final_acceptance", passed)).toBe(
      "ZH-11.2.8",
    );
    expect(finished.stepRefusal("2025-03-12T17:00", "final_acceptance", { outcome: "perhaps" })).toBe("ZH-11.2.8");
    for (const item of items)
      expect(
        accepting(
          steps,
          items.filter((one) => one !== item),
        ),
      ).toBe("ZH-11.2.8");
    for (const step of steps) {
      expect(chosen.by(holding("worker")).stepRefusal("2025-03-11T10:00", step)).toBe("ZH-11.2.8");
      expect(chosen.by(supervisor).stepRefusal("2025-03-11T10:00", step)).toBeUndefined();
    }
  });

  it("ZH-11.2.9 the owner confirms when developer and contractor both hold the work acceptable", () => {
    const developer = chosen.step("2025-03-12T17:00", "final_acceptance", passed);
    const contractor = developer.step("2025-03-12T17:30", "contractor_acceptance", passed);
    expect(developer.stepRefusal("2025-03-13T10:00", "owner_confirmed")).toBe("ZH-11.2.9");
    expect(contractor.stepRefusal("2025-03-13T10:00", "owner_confirmed")).toBeUndefined();
    const alone = chosen.step("2025-03-12T17:30", "contractor_acceptance", passed);
    expect(alone.stepRefusal("2025-03-13T10:00", "owner_confirmed")).toBe("ZH-11.2.9");
    for (const builder of ["repair_contractor", "original_contractor"]) {
      const accepting = developer.by(holding(builder));
      expect(accepting.stepRefusal("2025-03-12T17:30", "contractor_acceptance", passed)).toBeUndefined();
    }
    expect(developer.by(supervisor).stepRefusal("2025-03-12T17:30", "contractor_acceptance", passed)).toBe("ZH-11.2.9");
    const opinion = { filled: [...sheet.filled, "owner_opinion"] };
    expect(contractor.recordRefusal("2025-03-13T10:00", "complaint_sheet", opinion)).toBeUndefined();
  });
});
