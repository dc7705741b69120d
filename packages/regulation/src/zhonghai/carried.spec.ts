import { describe, expect, it } from "@jest/globals";
import { regulationOf } from "../testing/complaint-case.js";

/** Clauses of sections 1 to 9.2 that are shown there. */
const shownAt = (place: string): readonly string[] =>
  regulationOf("zhonghai")
    .guidance.filter(({ at }) => at.includes(place))
    .flatMap(({ clause }) => clause);

const of = (place: string, ...clauses: readonly string[]): readonly (readonly [string, string])[] =>
  clauses.map((clause) => [clause, place] as const);

describe("what Zhonghai says of sections 1 to 9.2 without deciding anything", () => {
  it.each([
    ...of("complaint.received", "ZH-SM03-01", "ZH-2", "ZH-4.1", "ZH-9.1.1a", "ZH-9.1.1b", "ZH-9.2.1"),
    ...of("category:application_suggestion", "ZH-SM03-02"),
    ...of("category:claim", "ZH-SM03-03"),
    ...of("step.taken:visit_departed", "ZH-SM03-04"),
    ...of("step.taken:contractor_chosen", "ZH-SM03-05"),
    ...of("category:repair", "ZH-SM03-06"),
    ...of("step.taken:survey_round_started", "ZH-SM03-26"),
    ...of("record.filed:work_liaison", "ZH-7.8.1"),
  ])("carried %s is shown at %s", (clause, place) => {
    expect(shownAt(place)).toContain(clause);
  });

  it.each([
    ...of("cs_rep", "ZH-SM03-09"),
    ...of("cs_dept", "ZH-1", "ZH-2", "ZH-3a", "ZH-4.1", "ZH-4.2", "ZH-4.5", "ZH-4.10"),
    ...of("cs_dept", "ZH-9.1.1a", "ZH-9.1.1b", "ZH-9.2.1"),
    ...of("cs_manager", "ZH-SM03-09", "ZH-7.1.1", "ZH-7.1.2", "ZH-7.1.3", "ZH-7.1.5", "ZH-7.1.7", "ZH-7.1.10"),
    ...of("cs_manager", "ZH-7.1.11", "ZH-7.1.12"),
    ...of("culture_supervisor", "ZH-4.2", "ZH-7.2.1", "ZH-7.2.2", "ZH-7.2.3", "ZH-7.2.4", "ZH-7.2.5", "ZH-7.2.6"),
    ...of("culture_rep", "ZH-7.3.1", "ZH-7.3.2", "ZH-7.3.3", "ZH-7.3.4", "ZH-7.3.6"),
    ...of("complaint_rep_1", "ZH-7.4.1", "ZH-7.4.3", "ZH-7.4.4", "ZH-7.4.5"),
    ...of("complaint_rep_2", "ZH-7.5.1", "ZH-7.5.3", "ZH-7.5.4", "ZH-7.5.5"),
    ...of("repair_rep", "ZH-7.6.5", "ZH-7.6.6", "ZH-7.6.7"),
    ...of("data_analyst", "ZH-7.7.1", "ZH-7.7.3"),
    ...of("info_supervisor", "ZH-7.8.1", "ZH-7.8.5"),
  ])("carried %s is shown to whoever holds the post %s", (clause, post) => {
    expect(shownAt(`post:${post}`)).toContain(clause);
  });

  it.each([
    ...of("complaint_flow", "ZH-SM03-01"),
    ...of("application_flow", "ZH-SM03-02"),
    ...of("claim_flow", "ZH-SM03-03"),
    ...of("etiquette_flow", "ZH-SM03-04"),
    ...of("subcontract_flow", "ZH-SM03-05"),
    ...of("repair_flow", "ZH-SM03-06"),
    ...of("status_table", "ZH-SM03-09"),
    ...of("survey_procedure", "ZH-SM03-26"),
  ])("carried %s is the printed number of the paper %s", (clause, code) => {
    expect(shownAt(`form:${code}`)).toContain(clause);
    const form = regulationOf("zhonghai").forms.find((one) => one.code === code);
    expect(`ZH-${form?.printed ?? ""}`).toBe(clause);
  });

  it("leaves to the knowledge service what is about no complaint: counting owners, and proposals", () => {
    expect(regulationOf("zhonghai").pending).toContainEqual({ service: "knowledge", clause: ["ZH-4.6", "ZH-4.9"] });
  });
});
