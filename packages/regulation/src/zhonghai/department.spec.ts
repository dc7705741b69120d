import { describe, expect, it } from "@jest/globals";
import { isRefusal } from "@hearken/kernel";
import { dutiesOf, type Duty, type DutyDone } from "../duties/duties.js";
import { permitsDuty } from "../duties/duty-gate.js";
import type { Standing } from "../evaluation/standing.js";
import { measure, type Measure } from "../records/metric.js";
import { keepingOf } from "../records/retention.js";
import { ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("zhonghai");
const zhonghai = new ComplaintCase(rules);
const LATER = "2025-03-20T10:00";
const P1 = numbered(801);
const P2 = numbered(802);

describe("the posts of the department under Zhonghai", () => {
  it("ZH-6 the eight posts of the organisation chart exist, the management representatives apart", () => {
    const posts = regulationOf("zhonghai").posts.filter(({ clause }) => clause === "ZH-6");
    expect(posts.map(({ code }) => code).sort()).toEqual([
      "complaint_rep_1",
      "complaint_rep_2",
      "complaint_service_rep",
      "cs_deputy_manager",
      "culture_rep",
      "culture_supervisor",
      "data_analyst",
      "info_supervisor",
      "repair_rep",
    ]);
  });

  const repair = zhonghai.received("2025-03-05T10:00", { category: "repair" });
  const withdrawn = repair.then("2025-03-05T10:00", "fact.recorded", {
    name: "projectDeptWithdrawnAt",
    at: shanghai("2025-03-01T00:00"),
  });

  it("ZH-4.7 the department handles repairs after a project department has been withdrawn", () => {
    expect(withdrawn.obligation("repair", LATER)).toMatchObject({ owner: "repair_rep", status: "open" });
    expect(regulationOf("zhonghai").posts.find(({ code }) => code === "repair_rep")?.under).toBe("cs_manager");
  });

  it("ZH-7.6.1 the repair management representative has the repairs of withdrawn projects, and only those", () => {
    expect(withdrawn.obligation("repair", LATER).owner).toBe("repair_rep");
    expect(repair.obligation("repair", LATER).owner).toBe("project_cs_office");
  });

  it("ZH-7.6.2 the repair management representative manages the list of contractors and their evaluation", () => {
    const listing = { filled: ["contractor"], marks: ["state:suspended"] };
    const evaluation = { filled: ["contractor", "evaluated_on", "score"] };
    const rep = repair.by(holding("repair_rep"));
    expect(rep.recordRefusal(LATER, "contractor_list", listing)).toBeUndefined();
    expect(rep.recordRefusal(LATER, "contractor_evaluation", evaluation)).toBeUndefined();
    const other = repair.by(holding("complaint_rep_1"));
    expect(other.recordRefusal(LATER, "contractor_list", listing)).toBe("ZH-7.6.2");
    expect(other.recordRefusal(LATER, "contractor_evaluation", evaluation)).toBe("ZH-7.6.2");
  });

  it("ZH-7.6.3 the repair management representative hears of a safety incident at a contractor's", () => {
    expect(repair.stepRefusal(LATER, "safety_incident")).toBe("ZH-7.6.3");
    const incident = repair.step("2025-03-06T10:00", "safety_incident", { party: "repair_contractor" });
    expect(incident.notices("incident", LATER)).toEqual(["repair_rep"]);
    expect(repair.notices("incident", LATER)).toEqual([]);
  });

  it("ZH-7.1.4 the manager reviews an expense before it is handed on", () => {
    const requested = repair
      .record("2025-03-08T11:00", "payment_request", { filled: ["amount"] })
      .record("2025-03-08T12:00", "payment_claim");
    expect(requested.stepRefusal(LATER, "payment_forwarded")).toBe("ZH-7.1.4");
    expect(requested.by(holding("repair_rep")).stepRefusal(LATER, "expense_reviewed", { outcome: "approved" })).toBe(
      "ZH-7.1.4",
    );
    const manager = requested.by(holding("cs_manager"));
    expect(manager.stepRefusal(LATER, "expense_reviewed", { outcome: "approved" })).toBeUndefined();
    const review = (outcome: string): ComplaintCase =>
      manager.step("2025-03-09T10:00", "expense_reviewed", { outcome });
    expect(review("rejected").stepRefusal(LATER, "payment_forwarded")).toBe("ZH-7.1.4");
    expect(review("approved").stepRefusal(LATER, "payment_forwarded")).toBeUndefined();
  });

  const estate = zhonghai.project("2025-03-01T09:00");

  it("ZH-7.1.9 a satisfaction survey is started by the manager", () => {
    const round = { date: "2025-03-31" };
    expect(estate.by(holding("cs_manager")).stepRefusal(LATER, "survey_round_started", round)).toBeUndefined();
    expect(estate.by(holding("data_analyst")).stepRefusal(LATER, "survey_round_started", round)).toBe("ZH-7.1.9");
    expect(estate.by(holding("cs_manager")).stepRefusal(LATER, "survey_round_started")).toBe("ZH-7.1.9");
  });

  it("ZH-7.3.5 the community culture representative spreads the word about an activity", () => {
    expect(estate.obligations("announce_activity", LATER)).toEqual([]);
    expect(estate.stepRefusal(LATER, "activity_planned")).toBe("ZH-7.3.5");
    const planned = estate.step("2025-03-03T09:00", "activity_planned", { date: "2025-03-29" });
    expect(planned.obligation("announce_activity", LATER)).toMatchObject({ owner: "culture_rep", status: "open" });
    expect(planned.by(holding("sales_dept")).stepRefusal(LATER, "activity_announced")).toBe("ZH-7.3.5");
    const rep = planned.by(holding("culture_rep"));
    expect(rep.stepRefusal(LATER, "activity_announced")).toBeUndefined();
    expect(rep.step("2025-03-10T09:00", "activity_announced").obligation("announce_activity", LATER)).toMatchObject({
      status: "met",
      metAt: shanghai("2025-03-10T09:00"),
    });
  });
});

describe("the reports of the department under Zhonghai", () => {
  const weekly: DutyDone = {
    duty: "weekly_report",
    on: "2025-03-10",
    occurredAt: shanghai("2025-03-10T17:00"),
    sections: ["complaints", "repairs"],
    to: ["company_leader"],
    by: numbered(900),
  };
  const week = (at: string, ...done: readonly DutyDone[]): readonly Duty[] =>
    dutiesOf(rules, { from: "2025-03-04", to: "2025-03-10", at: shanghai(at) }, done).filter(
      ({ code }) => code === "weekly_report",
    );
  const refusal = (done: DutyDone): string | undefined => {
    const answer = permitsDuty(rules, done, []);
    return isRefusal(answer) ? answer.clause : undefined;
  };

  it("ZH-9.1.1c a week without its report to the company leader is a miss from the end of the set day on", () => {
    expect(week("2025-03-10T12:00")).toMatchObject([
      { on: "2025-03-10", dueAt: shanghai("2025-03-11T00:00"), status: "open" },
    ]);
    expect(week("2025-03-10T23:59:59")).toMatchObject([{ status: "open" }]);
    expect(week("2025-03-11T00:00")).toMatchObject([{ status: "breached" }]);
    expect(week("2025-03-12T00:00", weekly)).toMatchObject([{ status: "met" }]);
    expect(refusal({ ...weekly, to: [] })).toBe("ZH-9.1.1c");
    expect(refusal(weekly)).toBeUndefined();
    const friday = rulesOf("zhonghai", { weeklyReport: "FREQ=WEEKLY;BYDAY=FR" });
    const days = dutiesOf(friday, { from: "2025-03-04", to: "2025-03-10", at: shanghai("2025-03-10T12:00") }, []);
    expect(days.filter(({ code }) => code === "weekly_report").map(({ on }) => on)).toEqual(["2025-03-07"]);
  });

  it("ZH-7.8.3 the information supervisor compiles complaints and repairs into the weekly figures", () => {
    expect(week("2025-03-10T12:00")).toMatchObject([{ owner: "info_supervisor", sections: ["complaints", "repairs"] }]);
    expect(refusal({ ...weekly, sections: ["complaints"] })).toBe("ZH-9.1.1c");
    expect(refusal(weekly)).toBeUndefined();
  });

  const march = (code: string, at: string, ...done: readonly DutyDone[]): readonly Duty[] =>
    dutiesOf(
      rules,
      { from: "2025-03-01", to: "2025-03-31", at: shanghai(at), subjects: { project: [P1, P2] } },
      done,
    ).filter((duty) => duty.code === code);
  const report = (duty: string, subjectId?: string): DutyDone => ({
    ...weekly,
    duty,
    on: "2025-03-31",
    occurredAt: shanghai("2025-03-31T16:00"),
    sections: ["analysis", "typical_cases"],
    to: [],
    ...(subjectId === undefined ? {} : { subjectId }),
  });

  const projectReports = (code: string, owner: string, clause: string): void => {
    const done = report(code, P1);
    expect(march(code, "2025-04-02T00:00", done)).toMatchObject([
      { owner, subjectId: P1, on: "2025-03-31", status: "met" },
      { owner, subjectId: P2, on: "2025-03-31", status: "breached" },
    ]);
    expect(refusal({ ...done, sections: ["analysis"] })).toBe(clause);
    expect(refusal(done)).toBeUndefined();
  };

  it("ZH-7.4.2 representative 1 writes each project's own analysis with its typical cases", () => {
    projectReports("project_analysis_1", "complaint_rep_1", "ZH-7.4.2");
  });

  it("ZH-7.5.2 representative 2 writes each project's own analysis with its typical cases", () => {
    projectReports("project_analysis_2", "complaint_rep_2", "ZH-7.5.2");
  });

  it("ZH-7.6.4 the repair management representative writes the analysis of repairs with typical cases", () => {
    const done = report("repair_analysis");
    expect(march("repair_analysis", "2025-03-31T12:00")).toMatchObject([{ owner: "repair_rep", status: "open" }]);
    expect(march("repair_analysis", "2025-04-02T00:00", done)).toMatchObject([{ status: "met" }]);
    expect(refusal({ ...done, sections: ["typical_cases"] })).toBe("ZH-7.6.4");
    expect(refusal(done)).toBeUndefined();
  });

  it("ZH-7.8.4 the information supervisor keeps the archive, for good unless the tenant sets a period", () => {
    const record = { kind: "complaint", filedAt: shanghai("2025-03-05T10:00"), closedAt: shanghai("2025-03-20T10:00") };
    expect(keepingOf(rules, record)).toMatchObject({ until: null, rule: { keeper: "info_supervisor" } });
    expect(keepingOf(rules, { ...record, kind: "evidence" })).toMatchObject({ until: null });
    const decade = rulesOf("zhonghai", { keepArchive: "P10Y" });
    expect(keepingOf(decade, record)?.until).toBe(shanghai("2035-03-20T10:00"));
  });
});

describe("the figures of the department under Zhonghai", () => {
  const asked = (category: string, answer: string): Standing =>
    zhonghai
      .received("2025-03-05T10:00", { category })
      .record("2025-03-10T10:00", "survey_questionnaire", { marks: [`satisfied:${answer}`] })
      .at(LATER);
  const figures = (code: string, standings: readonly Standing[]): readonly Measure[] =>
    measure(rules, standings).filter(({ rule }) => rule.code === code);
  const rate = (standings: readonly Standing[]): number | null | undefined =>
    figures("satisfaction_rate", standings)[0]?.value;

  it("ZH-4.4 a survey of a hundred answers gives the satisfaction rate and its breakdown", () => {
    const answers = Array.from({ length: 100 }, (_, index) =>
      asked(index < 40 ? "repair" : "complaint", index % 4 === 0 ? "no" : "yes"),
    );
    expect(rate(answers)).toBe(0.75);
    expect(figures("satisfaction_by_category", answers)).toMatchObject([
      { by: "complaint", of: 60, count: 45, value: 0.75 },
      { by: "repair", of: 40, count: 30, value: 0.75 },
    ]);
  });

  it("ZH-5.1 the satisfaction of two rounds shows the trend between them", () => {
    const first = ["yes", "no", "no", "yes"].map((answer) => asked("complaint", answer));
    const second = ["yes", "yes", "no", "yes"].map((answer) => asked("complaint", answer));
    expect([rate(first), rate(second)]).toEqual([0.5, 0.75]);
  });

  it("ZH-7.7.2 the analysis gives the rate of each project", () => {
    const projects = { [P1]: [asked("repair", "yes"), asked("repair", "no")], [P2]: [asked("complaint", "yes")] };
    expect(Object.values(projects).map(rate)).toEqual([0.5, 1]);
    expect(rate([])).toBeNull();
  });

  it("ZH-5.2 counts by category hold no person", () => {
    const standings = ["repair", "complaint", "repair"].map((category) =>
      zhonghai.received("2025-03-05T10:00", { category }).at(LATER),
    );
    const counts = figures("complaints_by_category", standings);
    expect(counts.map(({ by, value }) => [by, value])).toEqual([
      ["complaint", 1],
      ["repair", 2],
    ]);
    expect(
      JSON.stringify(counts, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(numbered(1));
  });
});
