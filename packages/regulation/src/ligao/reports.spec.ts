import { describe, expect, it } from "@jest/globals";
import { isRefusal } from "@hearken/kernel";
import { permitsDuty } from "../duties/duty-gate.js";
import { dutiesOf, type Duty, type DutyDone } from "../duties/duties.js";
import { measure, type Measure } from "../records/metric.js";
import { ComplaintCase, holding, numbered, postsOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("ligao");
const ligao = new ComplaintCase(rules);
const plain = ligao.received("2025-03-05T10:00");

interface Reported {
  readonly to?: readonly string[];
  readonly sections?: readonly string[];
  readonly subjectId?: string;
}

/** What was done for the day `on`, at `at`. */
function done(duty: string, [on, at]: readonly [string, string], more: Reported = {}): DutyDone {
  return { duty, on, occurredAt: shanghai(at), sections: [], to: [], by: numbered(2), ...more };
}

interface Asked {
  readonly on: string;
  readonly at?: string;
  readonly done?: readonly DutyDone[];
  readonly subjects?: readonly string[];
}

/** The occurrences of one duty on one day. */
function owed(code: string, { on, at = `${on}T00:00`, done: reported = [], subjects = [] }: Asked): readonly Duty[] {
  const span = { from: on, to: on, at: shanghai(at), subjects: { staff: subjects, department: subjects } };
  return dutiesOf(rules, span, reported).filter((duty) => duty.code === code);
}

/** The clause under which a report is refused. */
function lacking(code: string, more: Reported): string | undefined {
  const answer = permitsDuty(rules, done(code, ["2025-03-31", "2025-03-31T10:00"], more), []);
  return isRefusal(answer) ? answer.clause : undefined;
}

/** The days on which a duty falls due in the first half of 2025. */
function daysOf(code: string, readings = {}): readonly string[] {
  const span = { from: "2025-01-01", to: "2025-06-30", at: shanghai("2025-01-01T00:00") };
  const subjects = { staff: [numbered(1)], department: [numbered(1)] };
  return dutiesOf(rulesOf("ligao", readings), { ...span, subjects }, [])
    .filter((duty) => duty.code === code)
    .map(({ on }) => on);
}

const QUARTERS = ["2025-03-31", "2025-06-30"];
const figures = (code: string, told: readonly ComplaintCase[], at = "2025-04-01T00:00"): readonly Measure[] =>
  measure(
    rules,
    told.map((one) => one.at(at)),
  ).filter(({ rule }) => rule.code === code);
const closed = (told: ComplaintCase, at: string): ComplaintCase =>
  told.then(at, "complaint.finished", {}).then(at, "complaint.closed", {});
const times = (count: number, told: ComplaintCase): ComplaintCase[] => Array.from({ length: count }, () => told);

describe("what the Centre reports under Ligao", () => {
  it("LG-4.1.4a: a daily report counts what was accepted and closed", () => {
    const [duty] = owed("daily_report", { on: "2025-03-04" });
    expect(duty).toMatchObject({ owner: "service_center", dueAt: shanghai("2025-03-05T00:00"), status: "open" });
    expect(lacking("daily_report", { sections: ["accepted"] })).toBe("LG-4.1.4a");
    expect(lacking("daily_report", { sections: ["accepted", "closed"] })).toBeUndefined();
    const day = [
      ...times(2, ligao.received("2025-03-04T10:00")),
      closed(ligao.received("2025-03-04T09:00"), "2025-03-04T16:00"),
    ];
    expect(figures("accepted", day, "2025-03-05T00:00")).toMatchObject([{ value: 3 }]);
    expect(figures("closed", day, "2025-03-05T00:00")).toMatchObject([{ value: 1 }]);
  });

  it("LG-4.1.5: the specialists meet once a month, with minutes", () => {
    expect(daysOf("exchange_meeting").slice(0, 3)).toEqual(["2025-01-31", "2025-02-28", "2025-03-31"]);
    expect(owed("exchange_meeting", { on: "2025-03-31", at: "2025-04-01T00:00:01" })).toMatchObject([
      { status: "breached" },
    ]);
    expect(lacking("exchange_meeting", {})).toBe("LG-4.1.5");
    const held = done("exchange_meeting", ["2025-03-31", "2025-03-28T15:00"], { sections: ["minutes"] });
    expect(owed("exchange_meeting", { on: "2025-03-31", done: [held] })).toMatchObject([{ status: "met" }]);
  });

  it("LG-4.1.6: every specialist is appraised each quarter, and the one who was not is named", () => {
    expect(daysOf("quarterly_appraisal")).toEqual(QUARTERS);
    const subjects = [1, 2, 3, 4].map(numbered);
    const sheets = subjects
      .slice(0, 3)
      .map((subjectId) =>
        done("quarterly_appraisal", ["2025-03-31", "2025-03-30T10:00"], { subjectId, sections: ["appraisal"] }),
      );
    const quarter = owed("quarterly_appraisal", {
      ...{ on: "2025-03-31", at: "2025-04-01T00:00:01", done: sheets, subjects },
    });
    expect(quarter.map(({ subjectId, status }) => [subjectId, status])).toEqual([
      [numbered(1), "met"],
      [numbered(2), "met"],
      [numbered(3), "met"],
      [numbered(4), "breached"],
    ]);
    expect(lacking("quarterly_appraisal", { subjectId: numbered(4) })).toBe("LG-4.1.6");
  });

  it("LG-4.1.6a: specialists are ranked by the closure rate of their valid complaints", () => {
    const judged = (validity: string): ComplaintCase =>
      plain.then("2025-03-05T11:00", "validity.determined", { validity });
    const valid = judged("valid");
    const shut = closed(valid, "2025-03-20T10:00");
    const first = [...times(8, shut), ...times(2, valid), ...times(5, judged("invalid"))];
    const second = [...times(3, shut), ...times(1, valid), ...times(5, closed(judged("invalid"), "2025-03-20T10:00"))];
    expect(figures("closure_rate", first)).toMatchObject([{ count: 8, of: 10, value: 0.8 }]);
    expect(figures("closure_rate", second)).toMatchObject([{ count: 3, of: 4, value: 0.75 }]);
  });

  it("LG-4.1.7: the expert panel and the leaders receive a special report each quarter", () => {
    expect(daysOf("quarterly_special_report")).toEqual(QUARTERS);
    expect(owed("quarterly_special_report", { on: "2025-03-31" })).toMatchObject([
      { owner: "service_center", to: ["expert_panel", "company_leaders"], dueAt: shanghai("2025-04-01T00:00") },
    ]);
    expect(lacking("quarterly_special_report", { to: ["company_leaders"] })).toBe("LG-4.1.7");
    expect(lacking("quarterly_special_report", { to: ["expert_panel"] })).toBe("LG-4.1.7");
    expect(lacking("quarterly_special_report", { to: ["expert_panel", "company_leaders"] })).toBeUndefined();
  });

  it("LG-4.1.8: each department's head receives the assessment of that department's complaints each quarter", () => {
    const subjects = [numbered(11), numbered(12)];
    const assessments = owed("quarterly_assessment", { on: "2025-03-31", subjects });
    expect(assessments.map(({ subjectId, to }) => [subjectId, to])).toEqual([
      [numbered(11), ["dept_head"]],
      [numbered(12), ["dept_head"]],
    ]);
    expect(lacking("quarterly_assessment", { subjectId: numbered(11) })).toBe("LG-4.1.8");
    const of = (department: string): ComplaintCase => plain.fact("2025-03-06T10:00", "departmentConcerned", department);
    expect(
      figures("of_department", [...times(7, of("engineering")), ...times(2, of("sales")), plain]).map(
        ({ by, value }) => [by, value],
      ),
    ).toEqual([
      ["engineering", 7],
      ["sales", 2],
    ]);
  });

  it("LG-5.2.2E: somebody is named to watch the mailbox before the holidays begin", () => {
    // The week of the holiday of 1 to 5 May 2025: the Friday is itself a holiday, so the roster stands by 30 April.
    const [eve] = owed("holiday_roster", { on: "2025-05-02", at: "2025-04-30T09:00" });
    expect(eve).toMatchObject({
      owner: "service_center",
      dueAt: shanghai("2025-05-01T00:00"),
      warnAt: shanghai("2025-04-30T00:00"),
      status: "open",
      breachTo: ["company_leaders"],
    });
    expect(owed("holiday_roster", { on: "2025-05-02", at: "2025-05-01T00:00:01" })).toMatchObject([
      { status: "breached" },
    ]);
    expect(lacking("holiday_roster", {})).toBe("LG-5.2.2E");
    expect(lacking("holiday_roster", { sections: ["watchers"] })).toBeUndefined();
    expect(daysOf("holiday_roster")).toHaveLength(26);
  });

  it("LG-4.3.1b: each property-side specialist reports daily to the Centre, which sees who did not", () => {
    const subjects = [numbered(21), numbered(22)];
    const report = done("specialist_daily_report", ["2025-03-04", "2025-03-04T17:00"], {
      subjectId: numbered(21),
      to: ["service_center"],
    });
    const day = owed("specialist_daily_report", {
      ...{ on: "2025-03-04", at: "2025-03-05T00:00:01", done: [report], subjects },
    });
    expect(day.map(({ subjectId, owner, status, breachTo }) => [subjectId, owner, status, breachTo])).toEqual([
      [numbered(21), "property_specialist", "met", ["service_center"]],
      [numbered(22), "property_specialist", "breached", ["service_center"]],
    ]);
    expect(lacking("specialist_daily_report", { subjectId: numbered(21) })).toBe("LG-4.3.1b");
  });
});

describe("semi-monthly and monthly reports under Ligao", () => {
  const whole = { to: ["service_center"], sections: ["semi_monthly", "monthly", "warranty_record"] };

  it("LG-5.6.1.1a: the property company reports by the 26th, a day that the tenant may change", () => {
    const reported = (on: string): string | undefined =>
      owed("property_report", {
        on: "2025-03-26",
        at: "2025-03-28T00:00",
        done: [done("property_report", ["2025-03-26", `${on}T10:00`], whole)],
      })[0]?.status;
    expect(postsOf("ligao")).toEqual(expect.arrayContaining(["property_company", "property_dept_head"]));
    expect(reported("2025-03-25")).toBe("met");
    expect(reported("2025-03-27")).toBe("met_late");
    expect(owed("property_report", { on: "2025-03-26" })).toMatchObject([
      { owner: "property_company", to: ["service_center"], dueAt: shanghai("2025-03-27T00:00") },
    ]);
    expect(daysOf("property_report", { propertyReportRule: "FREQ=MONTHLY;BYMONTHDAY=20" })[2]).toBe("2025-03-20");
    expect(lacking("property_report", { ...whole, to: [] })).toBe("LG-5.6.1.1a");
    expect(lacking("property_report", { ...whole, sections: ["monthly", "warranty_record"] })).toBe("LG-5.6.1.1a");
  });

  it("LG-5.6.1.1b: the warranty record table comes with it", () => {
    expect(lacking("property_report", { ...whole, sections: ["semi_monthly", "monthly"] })).toBe("LG-5.6.1.1b");
    expect(lacking("property_report", whole)).toBeUndefined();
  });

  const semiMonthly = { to: ["group_coordination"], sections: ["by_category"] };
  const monthly = {
    to: ["group_coordination", "company_leaders", "dept_head"],
    sections: ["by_category", "general_complaints"],
  };

  it("LG-5.6.1.2a: both reports are filled in by the standard categories", () => {
    expect(lacking("semi_monthly_report", { ...semiMonthly, sections: [] })).toBe("LG-5.6.1.2a");
    expect(lacking("monthly_report", { ...monthly, sections: ["general_complaints"] })).toBe("LG-5.6.1.2a");
    expect(lacking("semi_monthly_report", semiMonthly)).toBeUndefined();
  });

  it("LG-5.6.1.2b: the semi-monthly report reaches the group by the 16th", () => {
    const report = (at: string): Duty | undefined =>
      owed("semi_monthly_report", {
        ...{ on: "2025-03-16", at: "2025-03-18T00:00" },
        done: [done("semi_monthly_report", ["2025-03-16", at], semiMonthly)],
      })[0];
    expect(report("2025-03-15T10:00")?.status).toBe("met");
    expect(report("2025-03-17T00:00")?.status).toBe("met");
    expect(report("2025-03-17T00:00:01")?.status).toBe("met_late");
    expect(lacking("semi_monthly_report", { ...semiMonthly, to: [] })).toBe("LG-5.6.1.2b");
    expect(daysOf("semi_monthly_report", { semiMonthlyRule: "FREQ=MONTHLY;BYMONTHDAY=15" })[0]).toBe("2025-01-15");
  });

  it("LG-5.6.1.2c: the monthly report is there by the 3rd of the following month", () => {
    const report = (at: string): Duty | undefined =>
      owed("monthly_report", {
        ...{ on: "2025-04-03", at: "2025-04-05T00:00" },
        done: [done("monthly_report", ["2025-04-03", at], monthly)],
      })[0];
    expect(report("2025-04-02T10:00")?.status).toBe("met");
    expect(report("2025-04-04T00:00")?.status).toBe("met");
    expect(report("2025-04-04T00:00:01")?.status).toBe("met_late");
    expect(daysOf("monthly_report", { monthlyRule: "FREQ=MONTHLY;BYMONTHDAY=5" })[0]).toBe("2025-01-05");
  });

  it("LG-5.5.2.1: general complaints need no bulletin; the monthly report sums them up for all who must have it", () => {
    const march = [...times(12, plain), plain.fact("2025-03-06T10:00", "mediaPossible")];
    expect(plain.at("2025-04-01T00:00").obligations.filter(({ bulletin }) => bulletin !== null)).toEqual([]);
    expect(figures("general_complaints", march)).toMatchObject([{ value: 12 }]);
    expect(lacking("monthly_report", { ...monthly, sections: ["by_category"] })).toBe("LG-5.5.2.1");
    for (const missing of monthly.to)
      expect(lacking("monthly_report", { ...monthly, to: monthly.to.filter((post) => post !== missing) })).toBe(
        "LG-5.6.1.2c",
      );
    expect(lacking("monthly_report", monthly)).toBeUndefined();
  });

  const important = ligao.received("2025-03-03T10:00", { previousId: numbered(5) });
  const closedOn = (at: string): ComplaintCase => closed(important, at);

  it("LG-5.5.2.2: an important complaint is an item of its own in the report that comes next", () => {
    for (const [at, due] of [
      ["2025-03-10T10:00", "2025-03-17T00:00"],
      ["2025-03-15T23:59", "2025-03-17T00:00"],
      ["2025-03-16T00:00", "2025-04-04T00:00"],
      ["2025-03-20T10:00", "2025-04-04T00:00"],
      ["2025-04-02T10:00", "2025-04-17T00:00"],
    ] as const) {
      const item = closedOn(at).obligation("important_item", at);
      expect(item).toMatchObject({ kind: "report", owner: "service_center", dueAt: shanghai(due) });
    }
    const reported = closedOn("2025-03-10T10:00").then("2025-03-15T10:00", "report.submitted", {
      ...{ reportId: numbered(91), kind: "important_item", sections: ["course"] },
    });
    expect(reported.status("important_item", "2025-03-20T00:00")).toBe("met");
    expect(closed(plain, "2025-03-10T10:00").obligations("important_item", "2025-03-10T10:00")).toEqual([]);
  });

  it("LG-5.5.2.2a: the item says how the complaint was handled", () => {
    const reporting = (sections: string[]): string | undefined =>
      closedOn("2025-03-10T10:00").refusal("2025-03-11T10:00", "report.submitted", {
        ...{ reportId: numbered(91), kind: "important_item", sections },
      });
    expect(reporting([])).toBe("LG-5.5.2.2a");
    expect(reporting(["course"])).toBeUndefined();
  });
});

describe("what the Centre learns under Ligao", () => {
  it("LG-5.6.1.3a: complaints are discussed by professional category at least once a quarter", () => {
    expect(daysOf("thematic_meeting")).toEqual(QUARTERS);
    expect(lacking("thematic_meeting", { sections: ["quarterly_summary"] })).toBe("LG-5.6.1.3a");
    const held = done("thematic_meeting", ["2025-03-31", "2025-03-20T10:00"], {
      sections: ["category", "quarterly_summary"],
    });
    const late = { on: "2025-03-31", at: "2025-04-01T00:00:01" };
    expect(owed("thematic_meeting", late)).toMatchObject([{ status: "breached", owner: "service_center" }]);
    expect(owed("thematic_meeting", { ...late, done: [held] })).toMatchObject([{ status: "met" }]);
  });

  it("LG-5.6.1.3b: that meeting sums the quarter up", () => {
    expect(lacking("thematic_meeting", { sections: ["category"] })).toBe("LG-5.6.1.3b");
    expect(lacking("thematic_meeting", { sections: ["category", "quarterly_summary"] })).toBeUndefined();
  });

  it("LG-5.6.2.1a: every bulletin is kept as a case", () => {
    const bulletin = (id: number, at: string, told: ComplaintCase): ComplaintCase =>
      told.then(at, "bulletin.issued", {
        ...{ bulletinId: numbered(id), kind: "hot", to: ["company_leaders"], sections: ["present_state"] },
      });
    const issued = bulletin(82, "2025-03-11T10:00", bulletin(81, "2025-03-10T10:00", plain));
    expect(issued.obligations("keep_case", "2025-03-12T00:00").map(({ owner, status }) => [owner, status])).toEqual([
      ["service_center", "open"],
      ["service_center", "open"],
    ]);
    const centre = issued.by(holding("service_center"));
    expect(centre.stepRefusal("2025-03-12T10:00", "case_kept")).toBe("LG-5.6.2.1a");
    expect(issued.stepRefusal("2025-03-12T10:00", "case_kept", { recordId: numbered(81) })).toBe("LG-5.6.2.1a");
    expect(centre.stepRefusal("2025-03-12T10:00", "case_kept", { recordId: numbered(81) })).toBeUndefined();
    const kept = centre.step("2025-03-12T10:00", "case_kept", { recordId: numbered(81) });
    expect(kept.obligations("keep_case", "2025-03-13T00:00").map(({ status }) => status)).toEqual(["met", "open"]);
  });

  it("LG-5.6.2.1b: the Centre is shown what recurs", () => {
    const found = (complainants: number): readonly string[] =>
      plain
        .then("2025-03-20T10:00", "recurrence.found", {
          ...{ complainants, complaintIds: [1, 2, 3].map(numbered), windowStart: shanghai("2025-02-20T10:00") },
        })
        .notices("recurring_case", "2025-03-20T10:00");
    expect(found(3)).toEqual(["service_center"]);
    expect(found(2)).toEqual([]);
  });

  it("LG-5.6.2.1c: a case of reference value is classified and handed to the group for discussion", () => {
    const centre = plain.by(holding("service_center"));
    const keeping = (...marks: string[]): string | undefined =>
      centre.recordRefusal("2025-03-20T10:00", "knowledge_case", { marks });
    expect(keeping("reference_value:yes")).toBe("LG-5.6.2.1c");
    expect(keeping("reference_value:yes", "category:weather")).toBe("LG-5.6.2.1c");
    expect(keeping("reference_value:perhaps")).toBe("LG-5.6.2.1c");
    expect(keeping("reference_value:no")).toBeUndefined();
    const marks = ["reference_value:yes", "category:engineering_quality"];
    expect(keeping(...marks)).toBeUndefined();
    expect(plain.recordRefusal("2025-03-20T10:00", "knowledge_case", { marks })).toBe("LG-5.6.2.1c");
    const told = (kept: readonly string[]): readonly string[] =>
      centre
        .record("2025-03-20T10:00", "knowledge_case", { marks: [...kept] })
        .notices("case_for_discussion", "2025-03-20T10:00");
    expect(told(marks)).toEqual(["group_coordination"]);
    expect(told(["reference_value:no"])).toEqual([]);
  });

  it("LG-5.6.2.2: hot, important and general complaints are analysed each quarter, and no major ones", () => {
    expect(daysOf("quarterly_analysis")).toEqual(QUARTERS);
    const analysis = { to: ["group_coordination"], sections: ["overview", "valuable_experience", "deep_causes"] };
    expect(lacking("quarterly_analysis", analysis)).toBeUndefined();
    for (const missing of analysis.sections)
      expect(
        lacking("quarterly_analysis", { ...analysis, sections: analysis.sections.filter((one) => one !== missing) }),
      ).toBe("LG-5.6.2.2");
    expect(lacking("quarterly_analysis", { ...analysis, to: [] })).toBe("LG-5.6.2.2");
    const at = "2025-03-06T10:00";
    const quarter = [plain, plain.fact(at, "mediaPossible"), plain.fact(at, "mediaExposed")];
    quarter.push(ligao.received("2025-03-05T10:00", { previousId: numbered(5) }));
    expect(figures("analysed", quarter).map(({ by, value }) => [by, value])).toEqual([
      ["general", 1],
      ["hot", 1],
      ["important", 1],
    ]);
  });

  it("LG-5.6.2.3: each major complaint is analysed on its own, and the analysis goes to the group", () => {
    const major = closed(plain.fact("2025-03-06T10:00", "mediaExposed"), "2025-03-20T10:00");
    expect(major.obligations("individual_analysis", "2025-06-01T00:00")).toMatchObject([
      { owner: "service_center", kind: "report", status: "open", dueAt: null },
    ]);
    const analysed = major.then("2025-04-10T10:00", "report.submitted", {
      ...{ reportId: numbered(92), kind: "individual_analysis", sections: [] },
    });
    expect(analysed.status("individual_analysis", "2025-04-10T10:00")).toBe("met");
    expect(analysed.notices("analysis_reported", "2025-04-10T10:00")).toEqual(["group_coordination"]);
    expect(closed(plain, "2025-03-20T10:00").obligations("individual_analysis", "2025-04-01T00:00")).toEqual([]);
  });
});
