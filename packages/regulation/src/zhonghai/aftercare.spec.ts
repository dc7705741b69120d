import { describe, expect, it } from "@jest/globals";
import { keepingOf } from "../records/retention.js";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("zhonghai");
const received = new ComplaintCase(rules).received("2025-03-03T09:00", { category: "repair" }).by(holding("cs_dept"));
const columns = ["followup_way", "followup_answers", "followup_evaluation", "followup_suggestions"];
const repaired = received.step("2025-03-05T16:00", "repair_finished");
const call = { contactId: numbered(40), purpose: "return_visit", medium: "phone", reached: true };
const found = (outcome: string) => ({ followUpId: numbered(90), outcome, complainantIds: [numbered(1)] });
const written = received.record("2025-03-04T10:00", "complaint_sheet", { filled: columns });
const visited = written.then("2025-03-04T11:00", "followup.made", found("satisfied"));
const closed = visited.then("2025-03-05T10:00", "complaint.closed", {});

describe("accidents with water and electricity under Zhonghai", () => {
  const burst = visited.fact("2025-03-05T22:15", "utilityAccident", "water");

  it("ZH-11.2.5c the supervisor and the leader hear of it at once, and the units concerned are informed", () => {
    expect(burst.notices("utility_accident", "2025-03-05T22:15")).toEqual(["repair_supervisor", "company_leader"]);
    expect(burst.obligation("inform_units", "2025-03-05T22:15")).toMatchObject({
      owner: "repair_supervisor",
      dueAt: shanghai("2025-03-05T23:15"),
    });
    expect(burst.status("inform_units", "2025-03-05T23:14:59")).toBe("open");
    expect(burst.status("inform_units", "2025-03-05T23:15")).toBe("breached");
    const informed = burst.step("2025-03-05T23:15", "units_informed", { items: ["property_office"] });
    expect(informed.status("inform_units", "2025-03-06T00:00")).toBe("met");
    expect(burst.stepRefusal("2025-03-05T23:15", "units_informed")).toBe("ZH-11.2.5c");
  });

  it("ZH-11.2.5c it is closed with the cause, evidence, the units informed and the decision on shutting off", () => {
    const decision = { outcome: "cut_off", party: "repair_supervisor", at: shanghai("2025-03-05T22:30") };
    const acts: readonly ((told: ComplaintCase) => ComplaintCase)[] = [
      (told) => told.step("2025-03-05T22:20", "cause_analysed", { outcome: "other" }),
      (told) => told.step("2025-03-05T22:25", "units_informed", { items: ["property_office"] }),
      (told) => told.step("2025-03-05T22:30", "shut_off_decided", decision),
      (told) => told.then("2025-03-05T22:35", "evidence.attached", { evidenceId: numbered(30), kind: "photo" }),
    ];
    const closing = (some: typeof acts): string | undefined =>
      some.reduce((told, act) => act(told), burst).refusal("2025-03-06T10:00", "complaint.closed", {});
    expect(closing(acts)).toBeUndefined();
    for (const act of acts) expect(closing(acts.filter((one) => one !== act))).toBe("ZH-11.2.5c");
    const { outcome, party, at } = decision;
    expect(burst.stepRefusal("2025-03-05T22:30", "shut_off_decided", { outcome, at })).toBe("ZH-11.2.5c");
    expect(burst.stepRefusal("2025-03-05T22:30", "shut_off_decided", { outcome, party })).toBe("ZH-11.2.5c");
    expect(burst.stepRefusal("2025-03-05T22:30", "shut_off_decided", { party, at })).toBe("ZH-11.2.5c");
    expect(burst.stepRefusal("2025-03-05T22:30", "shut_off_decided", decision)).toBeUndefined();
  });
});

describe("what follows a repair under Zhonghai", () => {
  it("ZH-11.2.10.1a the signed slip of a closed repair is archived and kept for good", () => {
    expect(closed.obligation("archive_slip", "2025-03-05T10:00")).toMatchObject({
      owner: "info_supervisor",
      status: "open",
    });
    expect(closed.step("2025-03-06T10:00", "archived").status("archive_slip", "2025-03-06T10:00")).toBe("met");
    const record = {
      kind: "repair_slip",
      filedAt: shanghai("2025-03-03T10:00"),
      closedAt: shanghai("2025-03-05T10:00"),
    };
    expect(keepingOf(rules, record)).toMatchObject({ rule: { code: "signed_slip" }, until: null });
    expect(keepingOf(rulesOf("zhonghai", { keepArchive: "P10Y" }), record)?.until).toBe(shanghai("2035-03-05T10:00"));
  });

  const call10 = { filled: ["quality", "speed", "workers", "detail"], marks: ["way:phone", "occasion:unscheduled"] };

  it("ZH-11.2.10.1b an unscheduled follow-up on a closed repair is accepted", () => {
    const filing = (...marks: string[]): string | undefined =>
      closed.recordRefusal("2025-06-10T10:00", "followup_record", { ...call10, marks });
    expect(filing("way:phone", "occasion:unscheduled")).toBeUndefined();
    expect(filing("way:phone", "occasion:sometime")).toBe("ZH-11.2.10.1b");
    expect(filing("way:phone")).toBe("ZH-11.2.10.1b");
    const recorded = closed
      .record("2025-06-10T10:00", "followup_record", call10)
      .record("2025-06-10T10:00", "followup_record", call10);
    expect(recorded.refusal("2025-06-10T10:00", "followup.made", found("satisfied"))).toBeUndefined();
  });

  it("ZH-11.2.10.1c what is not fully solved is worked on until it is", () => {
    const unsolved = visited.then("2025-03-04T12:00", "followup.made", found("not_fully_solved"));
    expect(unsolved.obligation("repair_again", "2025-03-04T12:00")).toMatchObject({
      owner: "project_cs_office",
      status: "open",
    });
    expect(visited.obligations("repair_again", "2025-03-04T12:00")).toEqual([]);
    expect(unsolved.refusal("2025-03-05T10:00", "complaint.closed", {})).toBe("ZH-11.2.10.1c");
    const again = unsolved.step("2025-03-07T16:00", "repair_finished");
    expect(again.status("repair_again", "2025-03-07T16:00")).toBe("met");
    expect(again.refusal("2025-03-08T10:00", "complaint.closed", {})).toBeUndefined();
  });

  it("ZH-11.2.10.1d a follow-up is recorded in detail", () => {
    const filled = call10.filled.filter((field) => field !== "detail");
    expect(closed.recordRefusal("2025-06-10T10:00", "followup_record", { ...call10, filled })).toBe("ZH-11.2.10.1d");
    expect(closed.recordRefusal("2025-06-10T10:00", "followup_record", call10)).toBeUndefined();
  });

  it("ZH-11.2.10.2 a typical repair case has a class and says what it guides", () => {
    const filing = (filled: string[], ...marks: string[]): string | undefined =>
      closed.recordRefusal("2025-03-10T10:00", "repair_case", { filled, marks });
    expect(filing(["class"])).toBe("ZH-11.2.10.2");
    expect(filing([], "targets:design")).toBe("ZH-11.2.10.2");
    for (const target of ["planning", "design", "construction", "marketing"])
      expect(filing(["class"], `targets:${target}`)).toBeUndefined();
    expect(filing(["class"], "targets:decoration")).toBe("ZH-11.2.10.2");
  });

  it("ZH-11.2.10.1.1 the supervisor phones within one week of the repair, the seventh day included", () => {
    expect(repaired.obligation("repair_call", "2025-03-05T16:00")).toMatchObject({
      owner: "repair_supervisor",
      dueAt: shanghai("2025-03-13T00:00"),
    });
    expect(repaired.status("repair_call", "2025-03-12T23:59:59")).toBe("open");
    expect(repaired.status("repair_call", "2025-03-13T00:00")).toBe("breached");
    const called = repaired.then("2025-03-12T10:00", "contact.made", call);
    expect(called.status("repair_call", "2025-03-13T00:00")).toBe("met");
    const missed = repaired.then("2025-03-12T10:00", "contact.made", { ...call, reached: false });
    expect(missed.status("repair_call", "2025-03-12T10:00")).toBe("open");
    const mailed = repaired.then("2025-03-12T10:00", "contact.made", { ...call, medium: "email" });
    expect(mailed.status("repair_call", "2025-03-12T10:00")).toBe("open");
  });

  it("ZH-11.2.10.1.1 whether the week ends to the hour is the tenant's choice", () => {
    const exact = new ComplaintCase(rulesOf("zhonghai", { weekEnds: "to_the_hour" }), repaired.history);
    expect(exact.status("repair_call", "2025-03-12T15:59:59")).toBe("open");
    expect(exact.status("repair_call", "2025-03-12T16:00")).toBe("breached");
  });

  const answers = ["quality", "speed", "attitude"];
  const asking = (filled: readonly string[], ...marks: string[]): string | undefined =>
    repaired.recordRefusal("2025-03-10T10:00", "repair_call_record", { filled: [...filled], marks });
  const missing = (field: string): string | undefined =>
    asking(
      answers.filter((one) => one !== field),
      "opinions:none",
    );

  it("ZH-11.2.10.1.3 the call asks about the repair's quality", () => {
    expect(missing("quality")).toBe("ZH-11.2.10.1.3");
    expect(missing("")).toBeUndefined();
  });

  it("ZH-11.2.10.1.4 the call asks about the repair's speed", () => {
    expect(missing("speed")).toBe("ZH-11.2.10.1.4");
    expect(missing("")).toBeUndefined();
  });

  it("ZH-11.2.10.1.5 the call asks about the workers' attitude", () => {
    expect(missing("attitude")).toBe("ZH-11.2.10.1.5");
    expect(missing("")).toBeUndefined();
  });

  it("ZH-11.2.10.1.6 the call asks for opinions and suggestions", () => {
    expect(asking(answers)).toBe("ZH-11.2.10.1.6");
    expect(asking(answers, "opinions:given")).toBeUndefined();
    expect(asking(answers, "opinions:none")).toBeUndefined();
    expect(asking(answers, "opinions:perhaps")).toBe("ZH-11.2.10.1.6");
  });

  it("ZH-11.2.10.4 the owner's evaluation and suggestions stand on the slip before it is closed", () => {
    const closing = (filled: string[]): string | undefined =>
      received
        .record("2025-03-04T10:00", "complaint_sheet", { filled })
        .then("2025-03-04T11:00", "followup.made", found("satisfied"))
        .refusal("2025-03-05T10:00", "complaint.closed", {});
    for (const column of ["followup_evaluation", "followup_suggestions"]) {
      expect(closing(columns.filter((one) => one !== column))).toBe("ZH-11.2.10.4");
      expect(
        visited.recordRefusal("2025-03-04T12:00", "complaint_sheet", {
          filled: ["content", "customer_data", "recorder", "communication", column],
        }),
      ).toBeUndefined();
    }
    expect(closing(columns)).toBeUndefined();
  });
});
