import { isRefusal } from "@hearken/kernel";
import { describe, expect, it } from "@jest/globals";
import { dutiesOf, type Duty, type DutyDone } from "../duties/duties.js";
import { permitsDuty } from "../duties/duty-gate.js";
import { measure, type Measure } from "../records/metric.js";
import type { Readings } from "../rules/builder.js";
import { holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";
import { DISSATISFIED, finished, handled, HEAD, received, SATISFIED } from "../testing/sales-plan-case.js";

/** That the duty of a day was done, with everything that it needs. */
const done = (duty: string, on: string, at: string): DutyDone => {
  const rule = rulesOf("sales-plan").duties.find(({ code }) => code === duty);
  if (rule === undefined) throw new Error(`no duty ${duty}`);
  return { duty, on, occurredAt: shanghai(at), sections: rule.sections, to: rule.to, by: numbered(1) };
};
/** The duties of a code in 2025, as they stand at `at`. */
function inTheYear(
  code: string,
  at: string,
  { list = [], readings = {} }: { list?: readonly DutyDone[]; readings?: Readings } = {},
): readonly Duty[] {
  const span = { from: "2025-01-01", to: "2025-12-31", at: shanghai(at) };
  return dutiesOf(rulesOf("sales-plan", readings), span, list).filter((one) => one.code === code);
}
const days = (duties: readonly Duty[]): readonly string[] => duties.map(({ on }) => on);
/** The clause under which it may not be called done. */
const refused = (proposed: DutyDone, before: readonly DutyDone[] = []): string | undefined => {
  const answer = permitsDuty(rulesOf("sales-plan"), proposed, before);
  return isRefusal(answer) ? answer.clause : undefined;
};
/** The clauses under which it is refused when one section or recipient is missing. */
const lacking = (one: DutyDone, before: readonly DutyDone[] = []): readonly (string | undefined)[] => [
  ...one.sections.map((missing) =>
    refused({ ...one, sections: one.sections.filter((other) => other !== missing) }, before),
  ),
  ...one.to.map((missing) => refused({ ...one, to: one.to.filter((other) => other !== missing) }, before)),
];

const QUARTERS = ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"];
const Q1 = "2025-03-31";
const END = "2025-12-31";
const figure = (code: string, by = ""): Measure | undefined => {
  const cases = [
    finished().record("2025-03-05T17:00", "feedback", SATISFIED).fact("2025-03-05T17:05", "cause", "attitude"),
    handled("price")
      .then("2025-03-07T10:00", "complaint.finished", {})
      .record("2025-03-07T11:00", "feedback", DISSATISFIED)
      .fact("2025-03-07T11:05", "effect", "loss"),
    received("price"),
  ];
  const all = measure(
    rulesOf("sales-plan"),
    cases.map((told) => told.at("2025-03-31T10:00")),
  );
  return all.find((one) => one.rule.code === code && one.by === by);
};

describe("what the sales plan asks of the company", () => {
  it("SP-6.1 complaint handling is evaluated every quarter by number, time and satisfaction, with measures", () => {
    const evaluations = inTheYear("quarterly_evaluation", "2025-04-01T00:00:01");
    expect(days(evaluations)).toEqual(QUARTERS);
    expect(evaluations[0]).toMatchObject({
      owner: "leading_group_head",
      status: "breached",
      dueAt: shanghai("2025-04-01T00:00"),
      breachTo: ["leading_group_deputy", "leading_group_member"],
    });
    const evaluated = done("quarterly_evaluation", Q1, "2025-03-31T23:59:59");
    expect(inTheYear("quarterly_evaluation", "2025-04-01T10:00", { list: [evaluated] })[0]?.status).toBe("met");
    expect(refused(evaluated)).toBeUndefined();
    expect(lacking(evaluated)).toEqual(["SP-6.1", "SP-6.1", "SP-6.1", "SP-6.1"]);
    expect(figure("complaints_number")).toMatchObject({ value: 3 });
    expect(figure("handling_time")).toMatchObject({ value: (6 + 48) * 1_800_000, count: 2 });
    expect(figure("satisfaction")).toMatchObject({ value: 0.5, count: 1, of: 2 });
  });

  it("SP-4.5b complaint data are arranged by category, cause and effect in the tenant's period", () => {
    const summaries = inTheYear("data_summary", "2025-04-01T00:00:01");
    expect(days(summaries)).toEqual(QUARTERS);
    expect(summaries[0]).toMatchObject({
      owner: "service_specialist",
      status: "breached",
      breachTo: ["leading_group_head"],
    });
    const monthly = { summaryRule: "FREQ=MONTHLY;BYMONTHDAY=-1" };
    expect(inTheYear("data_summary", "2025-01-01T10:00", { readings: monthly })).toHaveLength(12);
    const summary = done("data_summary", Q1, "2025-03-31T10:00");
    expect(refused(summary)).toBeUndefined();
    expect(lacking(summary)).toEqual(["SP-4.5b", "SP-4.5b", "SP-4.5b", "SP-4.5b"]);
    expect(figure("by_category", "price")).toMatchObject({ value: 2 });
    expect(figure("by_category", "other")).toMatchObject({ value: 1 });
    expect(figure("by_cause", "attitude")).toMatchObject({ value: 1 });
    expect(figure("by_effect", "loss")).toMatchObject({ value: 1 });
  });

  it("SP-7.2 improvement measures follow from feedback and from the quarter's analysis", () => {
    expect(days(inTheYear("improvement_list", "2025-01-01T10:00"))).toEqual(QUARTERS);
    const summary = done("data_summary", Q1, "2025-03-30T10:00");
    const list = done("improvement_list", Q1, "2025-03-31T10:00");
    expect(refused(list)).toBe("SP-7.2");
    expect(refused(list, [summary])).toBeUndefined();
    expect(lacking(list, [summary])).toEqual(["SP-7.2", "SP-7.2", "SP-7.2"]);
    expect(inTheYear("improvement_list", "2025-04-01T00:00:01")[0]).toMatchObject({
      owner: "leading_group_head",
      status: "breached",
    });
  });

  it("SP-6.2 customers whose complaints were handled are surveyed for satisfaction, opinions and suggestions", () => {
    expect(days(inTheYear("survey", "2025-01-01T10:00"))).toEqual(QUARTERS);
    expect(
      days(
        inTheYear("survey", "2025-01-01T10:00", { readings: { surveyRule: "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30" } }),
      ),
    ).toEqual(["2025-06-30"]);
    const survey = done("survey", Q1, "2025-03-31T10:00");
    expect(refused(survey)).toBeUndefined();
    expect(lacking(survey)).toEqual(["SP-6.2", "SP-6.2", "SP-6.2"]);
  });

  it("SP-6.3 internal audits fix responsibility, and each finding is open until it is corrected", () => {
    expect(days(inTheYear("internal_audit", "2025-01-01T10:00"))).toEqual([END]);
    const audit = done("internal_audit", END, "2025-12-20T10:00");
    expect(refused(audit)).toBeUndefined();
    expect(lacking(audit)).toEqual(["SP-6.3", "SP-6.3", "SP-6.3", "SP-6.3"]);
    const finding = { recordId: numbered(90), party: "sales_dept", date: "2025-04-10" };
    const told = finished().by(HEAD);
    expect(told.stepRefusal("2025-03-10T10:00", "measure_set", finding)).toBeUndefined();
    expect(told.by(holding("sales_staff")).stepRefusal("2025-03-10T10:00", "measure_set", finding)).toBe("SP-6.3");
    const two = told
      .step("2025-03-10T10:00", "measure_set", finding)
      .step("2025-03-10T10:00", "measure_set", { ...finding, recordId: numbered(91), party: "legal_dept" });
    expect(two.stepRefusal("2025-04-10T10:00", "measure_done", { recordId: numbered(90) })).toBeUndefined();
    const corrected = two.step("2025-04-10T10:00", "measure_done", { recordId: numbered(90) });
    const findings = corrected.obligations("carry_out_measure", "2025-04-11T00:00");
    expect(findings.map(({ owner, status, dueAt }) => [owner, status, dueAt])).toEqual([
      ["sales_dept", "met", shanghai("2025-04-11T00:00")],
      ["legal_dept", "breached", shanghai("2025-04-11T00:00")],
    ]);
    expect(corrected.notices("carry_out_measure.breached", "2025-04-11T00:00")).toEqual(["leading_group_head"]);
  });

  it("SP-5.2 sales and customer service staff are trained in the tenant's period", () => {
    expect(days(inTheYear("training", "2025-01-01T10:00"))).toEqual([END]);
    expect(
      inTheYear("training", "2025-01-01T10:00", { readings: { trainingRule: "FREQ=MONTHLY;BYMONTHDAY=1" } }),
    ).toHaveLength(12);
    const training = done("training", END, "2025-11-10T10:00");
    expect(inTheYear("training", "2026-01-01T10:00", { list: [training] })[0]).toMatchObject({
      owner: "leading_group_deputy",
      status: "met",
    });
    expect(inTheYear("training", "2026-01-01T00:00:01")[0]?.status).toBe("breached");
    expect(lacking(training)).toEqual(["SP-5.2", "SP-5.2"]);
  });

  it("SP-8.1 the plan is maintained regularly, and the next review has its date", () => {
    expect(days(inTheYear("plan_review", "2025-01-01T10:00"))).toEqual([END]);
    expect(inTheYear("plan_review", "2026-01-01T00:00:01")[0]).toMatchObject({
      owner: "leading_group_head",
      status: "breached",
    });
    const review = done("plan_review", END, "2025-12-20T10:00");
    expect(refused(review)).toBeUndefined();
    expect(lacking(review)).toEqual(["SP-8.1", "SP-8.1"]);
    expect(regulationOf("sales-plan")).toMatchObject({ version: 1, effectiveFrom: "2010-01-01" });
  });

  it("SP-8.2 a new version is promptly trained, and who is not yet trained is listed", () => {
    expect(inTheYear("version_training", "2025-12-21T10:00")).toEqual([]);
    const review = done("plan_review", END, "2025-12-20T10:00");
    expect(inTheYear("version_training", "2025-12-21T10:00", { list: [review] })[0]).toMatchObject({
      owner: "leading_group_deputy",
      status: "open",
      dueAt: shanghai("2026-01-21T00:00"),
    });
    const trained = done("version_training", END, "2026-01-10T10:00");
    expect(inTheYear("version_training", "2026-02-01T10:00", { list: [review, trained] })[0]?.status).toBe("met");
    expect(lacking(trained)).toEqual(["SP-8.2", "SP-8.2", "SP-8.2", "SP-8.2", "SP-8.2"]);
  });
});
