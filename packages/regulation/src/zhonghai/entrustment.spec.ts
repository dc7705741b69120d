import { describe, expect, it } from "@jest/globals";
import { seriesKey, writeNumber } from "../records/numbering.js";
import { ComplaintCase, holding, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("zhonghai");
const repair = new ComplaintCase(rules).received("2025-03-05T09:00", { category: "repair" });
const withdrawn = repair.then("2025-03-05T10:00", "fact.recorded", {
  name: "projectDeptWithdrawnAt",
  at: shanghai("2025-03-01T00:00"),
});
const choice = (outcome: string) => ({ outcome });
const site = holding("project_dept");
const contracts = holding("contract_dept");
const centre = holding("cs_dept");
const sheet = { filled: ["content", "customer_data", "recorder", "communication"] };
/** Issuing an entrustment of this type. */
const issuing = (told: ComplaintCase, type: string, number = "COBZS001/WXWT001"): string | undefined =>
  told.recordRefusal("2025-03-07T10:00", "entrustment", {
    filled: ["contractor"],
    marks: [`type:${type}`, "contractor_listed:yes"],
    number,
  });
/** A payment claim with these papers. */
const claiming = (told: ComplaintCase, type: string, papers: readonly string[]): string | undefined =>
  told.recordRefusal("2025-04-10T10:00", "payment_claim", { filled: [...papers], marks: [`repair_type:${type}`] });
const without = (papers: readonly string[], paper: string): readonly string[] => papers.filter((one) => one !== paper);
const labour = ["complaint_sheet", "labour_sheet", "labour_explanation", "deduction_notice"];
const budget = [
  "complaint_sheet",
  "supplementary_budget",
  "budget_explanation",
  "budget_payment_request",
  "deduction_notice",
];

describe("the three types of repair under Zhonghai", () => {
  it("ZH-12.1.1 a site that is there sends temporary labour on its labour sheet", () => {
    expect(repair.stepRefusal("2025-03-06T10:00", "repair_type_chosen", choice("direct_labour"))).toBeUndefined();
    expect(withdrawn.stepRefusal("2025-03-06T10:00", "repair_type_chosen", choice("direct_labour"))).toBe("ZH-12.1.1");
    expect(repair.stepRefusal("2025-03-06T10:00", "repair_type_chosen", choice("magic"))).toBe("ZH-12.1.1");
    const chosen = repair.step("2025-03-06T10:00", "repair_type_chosen", choice("direct_labour"));
    expect(chosen.obligation("issue_labour_sheet", "2025-03-06T10:00")).toMatchObject({ owner: "project_dept" });
    const issued = chosen.record("2025-03-06T11:00", "labour_sheet", { filled: ["work"] });
    expect(issued.status("issue_labour_sheet", "2025-03-06T11:00")).toBe("met");
  });

  it("ZH-12.1.2 the site entrusts the work, or the contracts department where there is none", () => {
    expect(repair.stepRefusal("2025-03-06T10:00", "repair_type_chosen", choice("site_or_contract"))).toBeUndefined();
    const chosen = repair.step("2025-03-06T10:00", "repair_type_chosen", choice("site_or_contract"));
    expect(chosen.obligation("issue_entrustment", "2025-03-06T10:00")).toMatchObject({
      owner: "project_dept",
      status: "open",
    });
    const later = withdrawn.step("2025-03-06T10:00", "repair_type_chosen", choice("site_or_contract"));
    expect(later.obligation("issue_entrustment", "2025-03-06T10:00").owner).toBe("contract_dept");
    expect(chosen.record("2025-03-07T10:00", "entrustment").status("issue_entrustment", "2025-03-07T10:00")).toBe(
      "met",
    );
  });

  it("ZH-12.1.3 the Customer Service Department orders repairs only after the site is withdrawn", () => {
    expect(repair.stepRefusal("2025-03-06T10:00", "repair_type_chosen", choice("cs_entrust"))).toBe("ZH-12.1.3");
    expect(withdrawn.stepRefusal("2025-03-06T10:00", "repair_type_chosen", choice("cs_entrust"))).toBeUndefined();
    const chosen = withdrawn.step("2025-03-06T10:00", "repair_type_chosen", choice("cs_entrust"));
    expect(chosen.obligation("issue_cs_entrustment", "2025-03-06T10:00")).toMatchObject({ owner: "cs_dept" });
    expect(chosen.record("2025-03-07T10:00", "entrustment").status("issue_cs_entrustment", "2025-03-07T10:00")).toBe(
      "met",
    );
  });
});

describe("who entrusts and numbers repairs under Zhonghai", () => {
  it("ZH-12.2.2.1a an entrustment of type 2 is issued by the site or the contracts department", () => {
    expect(issuing(repair.by(centre), "site_or_contract")).toBe("ZH-12.2.2.1a");
    expect(issuing(repair.by(site), "site_or_contract")).toBeUndefined();
    expect(issuing(withdrawn.by(contracts), "site_or_contract")).toBeUndefined();
    expect(issuing(repair.by(site), "favour")).toBe("ZH-12.2.2.1a");
  });

  it("ZH-12.2.2.1c the site numbers it, and the contracts department where there is no site any more", () => {
    expect(issuing(repair.by(contracts), "site_or_contract")).toBe("ZH-12.2.2.1c");
    expect(issuing(withdrawn.by(site), "site_or_contract")).toBe("ZH-12.2.2.1c");
    expect(issuing(repair.by(site), "site_or_contract")).toBeUndefined();
    expect(issuing(withdrawn.by(contracts), "site_or_contract")).toBeUndefined();
  });

  it("ZH-12.2.3.1a after the withdrawal the Customer Service Department issues those of type 3", () => {
    expect(issuing(withdrawn.by(centre), "cs")).toBeUndefined();
    expect(issuing(repair.by(centre), "cs")).toBe("ZH-12.2.3.1a");
    expect(issuing(withdrawn.by(contracts), "cs")).toBe("ZH-12.2.3.1a");
  });

  it("ZH-12.2.3.1a ZH-12.2.2.1c who issues after the withdrawal is the tenant's choice", () => {
    const chosen = (afterWithdrawalIssuer: string, posts: string): ComplaintCase =>
      new ComplaintCase(rulesOf("zhonghai", { afterWithdrawalIssuer }), withdrawn.history, holding(posts));
    for (const type of ["site_or_contract", "cs"]) {
      expect(issuing(chosen("cs_dept", "cs_dept"), type)).toBeUndefined();
      expect(issuing(chosen("contract_dept", "contract_dept"), type)).toBeUndefined();
    }
    expect(issuing(chosen("cs_dept", "contract_dept"), "site_or_contract")).toBe("ZH-12.2.2.1c");
    expect(issuing(chosen("contract_dept", "cs_dept"), "cs")).toBe("ZH-12.2.3.1a");
  });

  const numbering = (code: string, from = rules) => {
    const found = from.numbering.find((one) => one.code === code);
    if (found === undefined) throw new Error(`no numbering ${code}`);
    return found;
  };
  const day = "2025-03-07";
  const next = (code: string, series: number, count: number): string =>
    writeNumber(numbering(code).pattern, count, { series, date: day });

  it("ZH-12.2.2.1b entrustments are numbered COBZS001/WXWT001 in a series for each project", () => {
    expect(next("entrustment", 1, 12)).toBe("COBZS001/WXWT012");
    expect(next("entrustment", 2, 1)).toBe("COBZS002/WXWT001");
    expect(issuing(repair.by(site), "site_or_contract", "WXWT001")).toBe("ZH-12.2.2.1b");
    expect(issuing(repair.by(site), "site_or_contract", "COBZS1/WXWT1")).toBe("ZH-12.2.2.1b");
    expect(issuing(repair.by(site), "site_or_contract", "COBZS001/WXWT012")).toBeUndefined();
    const key = (series: number, date = day, from = rules): string =>
      seriesKey(numbering("entrustment", from), { series, date });
    expect(key(1)).not.toBe(key(2));
    expect(key(1)).toBe(key(1, "2026-01-01"));
    const yearly = rulesOf("zhonghai", { seriesRestarts: "yearly" });
    expect(key(1, day, yearly)).not.toBe(key(1, "2026-01-01", yearly));
    expect(repair.fact("2025-03-06T09:00", "worksNumber", 1).at("2025-03-06T09:00").facts).toMatchObject({
      worksNumber: 1n,
    });
  });

  it("ZH-12.2.3.1b those of the Customer Service Department go on in the same series of the project", () => {
    expect(issuing(withdrawn.by(contracts), "site_or_contract", next("entrustment", 1, 12))).toBeUndefined();
    expect(next("entrustment", 1, 13)).toBe("COBZS001/WXWT013");
    expect(issuing(withdrawn.by(centre), "cs", next("entrustment", 1, 13))).toBeUndefined();
    expect(issuing(withdrawn.by(centre), "cs", "13")).toBe("ZH-12.2.2.1b");
    expect(rules.numbering.filter(({ of }) => of.includes("entrustment"))).toHaveLength(1);
  });

  it("ZH-12.2.1.1.2b the site numbers its labour sheets by the method of the entrustments", () => {
    const filing = (told: ComplaintCase, number: string): string | undefined =>
      told.recordRefusal("2025-03-07T10:00", "labour_sheet", { filled: ["work"], number });
    expect(next("labour_sheet", 1, 2)).toBe("COBZS001/WXWT002");
    expect(filing(repair.by(site), "COBZS001/WXWT002")).toBeUndefined();
    expect(filing(repair.by(site), "2")).toBe("ZH-12.2.1.1.2b");
    expect(filing(repair.by(contracts), "COBZS001/WXWT002")).toBe("ZH-12.2.1.1.2b");
    const key = (code: string, from = rules): string => seriesKey(numbering(code, from), { series: 1, date: day });
    expect(key("labour_sheet")).not.toBe(key("entrustment"));
    const shared = rulesOf("zhonghai", { labourSheetSeries: "entrustment" });
    expect(key("labour_sheet", shared)).toBe(key("entrustment", shared));
  });
});

describe("the papers of a payment claim under Zhonghai", () => {
  it("ZH-12.2.1.1 the site sends labour according to the owner's complaint sheet", () => {
    const chosen = repair
      .step("2025-03-06T10:00", "repair_type_chosen", choice("direct_labour"))
      .record("2025-03-06T10:10", "labour_sheet")
      .record("2025-03-06T10:20", "handling_plan")
      .step("2025-03-06T10:30", "schedule_agreed", { date: "2025-03-12" });
    expect(chosen.stepRefusal("2025-03-06T11:00", "dispatched", choice("site_labour"))).toBe("ZH-12.2.1.1");
    const written = chosen.record("2025-03-06T10:40", "complaint_sheet", sheet);
    expect(written.stepRefusal("2025-03-06T11:00", "dispatched", choice("site_labour"))).toBeUndefined();
    expect(repair.recordRefusal("2025-04-10T10:00", "payment_claim", { filled: labour })).toBe("ZH-12.2.1.1");
    expect(claiming(repair, "gift", labour)).toBe("ZH-12.2.1.1");
    expect(claiming(repair, "direct_labour", labour)).toBeUndefined();
  });

  it("ZH-12.2.1.1.1 a claim of type 1 carries the complaint handling sheet", () => {
    expect(claiming(repair, "direct_labour", without(labour, "complaint_sheet"))).toBe("ZH-12.2.1.1.1");
    expect(claiming(repair, "direct_labour", labour)).toBeUndefined();
  });

  it("ZH-12.2.1.1.2a a claim of type 1 carries the labour sheet and its explanation", () => {
    expect(claiming(repair, "direct_labour", without(labour, "labour_sheet"))).toBe("ZH-12.2.1.1.2a");
    expect(claiming(repair, "direct_labour", without(labour, "labour_explanation"))).toBe("ZH-12.2.1.1.2a");
    expect(claiming(repair, "direct_labour", labour)).toBeUndefined();
  });

  it("ZH-12.2.1.1.3 a claim of type 1 carries the deduction notice", () => {
    expect(claiming(repair, "direct_labour", without(labour, "deduction_notice"))).toBe("ZH-12.2.1.1.3");
    expect(claiming(repair, "direct_labour", labour)).toBeUndefined();
  });

  it("ZH-12.2.1.1.4 other documents may go with a claim", () => {
    expect(claiming(repair, "direct_labour", [...labour, "other_documents"])).toBeUndefined();
  });

  it("ZH-12.2.2.1.1 a claim of type 2 carries the complaint handling sheet", () => {
    expect(claiming(repair, "site_or_contract", without(budget, "complaint_sheet"))).toBe("ZH-12.2.2.1.1");
    expect(claiming(repair, "site_or_contract", budget)).toBeUndefined();
  });

  it("ZH-12.2.2.1.2 a claim of type 2 carries the supplementary budget and its explanation", () => {
    expect(claiming(repair, "site_or_contract", without(budget, "supplementary_budget"))).toBe("ZH-12.2.2.1.2");
    expect(claiming(repair, "site_or_contract", without(budget, "budget_explanation"))).toBe("ZH-12.2.2.1.2");
    expect(claiming(repair, "site_or_contract", budget)).toBeUndefined();
  });

  it("ZH-12.2.2.1.3 a claim of type 2 carries the payment request for the budget", () => {
    expect(claiming(repair, "site_or_contract", without(budget, "budget_payment_request"))).toBe("ZH-12.2.2.1.3");
    expect(claiming(repair, "site_or_contract", budget)).toBeUndefined();
  });

  it("ZH-12.2.2.1.4 a claim of type 2 carries the deduction notice, and others", () => {
    expect(claiming(repair, "site_or_contract", without(budget, "deduction_notice"))).toBe("ZH-12.2.2.1.4");
    expect(claiming(repair, "site_or_contract", [...budget, "other_documents"])).toBeUndefined();
  });

  it("ZH-12.2.3.1.1 a claim of type 3 carries the complaint handling sheet", () => {
    expect(claiming(withdrawn, "cs_entrust", [])).toBe("ZH-12.2.3.1.1");
    expect(claiming(withdrawn, "cs_entrust", ["complaint_sheet"])).toBeUndefined();
  });

  it("ZH-12.2.3.1.2 what the source breaks off stands as an undefined paper until the tenant supplies it", () => {
    expect(claiming(withdrawn, "cs_entrust", ["complaint_sheet", "unnamed_document"])).toBeUndefined();
    const form = regulationOf("zhonghai").forms.find(({ code }) => code === "payment_claim");
    expect(form?.fields.find(({ code }) => code === "unnamed_document")?.zh).toContain("原文缺失");
    const supplied = new ComplaintCase(rulesOf("zhonghai", { typeThreeDocuments: "like_type_2" }), withdrawn.history);
    for (const paper of without(budget, "complaint_sheet"))
      expect(claiming(supplied, "cs_entrust", without(budget, paper))).toBe("ZH-12.2.3.1.2");
    expect(claiming(supplied, "cs_entrust", budget)).toBeUndefined();
  });
});
