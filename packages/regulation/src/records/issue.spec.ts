import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, rulesOf, shanghai } from "../testing/complaint-case.js";
import { issueOf, type Issue } from "./issue.js";

const issued = (told: ComplaintCase, form: string, at: string): Issue | undefined =>
  issueOf(told.rules, { form, at: shanghai(at) }, told.at(at));

describe("the number of the next record", () => {
  it("counts anew in the year to which it belongs", () => {
    const told = new ComplaintCase(rulesOf("jindi"));
    const [old, next] = ["2024-12-31T23:59", "2025-01-01T00:00"].map((at) => issued(told, "handling_record", at));
    expect([old?.series, old?.write(12)]).toEqual(["record_number:0:2024", "TS20240012"]);
    expect([next?.series, next?.write(1)]).toEqual(["record_number:0:2025", "TS20250001"]);
  });

  it("counts for each series that the facts name", () => {
    const told = new ComplaintCase(rulesOf("zhonghai")).fact("2025-03-03T09:00", "worksNumber", 2);
    const next = issued(told, "entrustment", "2025-03-03T10:00");
    expect([next?.series, next?.write(1)]).toEqual(["entrustment:2:", "COBZS002/WXWT001"]);
  });

  it("is none for a form that is not numbered", () => {
    expect(issued(new ComplaintCase(rulesOf("jindi")), "work_sheet", "2025-03-03T10:00")).toBeUndefined();
  });
});
