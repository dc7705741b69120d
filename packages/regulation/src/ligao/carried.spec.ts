import { describe, expect, it } from "@jest/globals";
import { regulationOf } from "../testing/complaint-case.js";

const file = regulationOf("ligao");

/** Clauses that are shown where this happens or stands. */
const shownAt = (place: string): readonly string[] =>
  file.guidance.filter(({ at }) => at.includes(place)).flatMap(({ clause }) => clause);

describe("what Ligao shows and does not decide", () => {
  it("carried LG-0 what a supporting document is stands where a complaint comes in", () => {
    expect(shownAt("complaint.received")).toContain("LG-0");
  });

  it("carried LG-1 the purpose stands where a complaint comes in", () => {
    expect(shownAt("complaint.received")).toContain("LG-1");
  });

  it("carried LG-5.2.3 the company's own guide for specialists is named, for nobody here can fill it", () => {
    expect(shownAt("complaint.received")).toContain("LG-5.2.3");
    expect(shownAt("form:specialist_guide")).toEqual(["LG-5.2.3"]);
    expect(file.forms.find(({ code }) => code === "specialist_guide")?.fields).toEqual([]);
  });

  it("carried LG-C5a the liability for signed contracts stands beside complaints about sales", () => {
    expect(shownAt("category:sales_management")).toEqual(["LG-C5a"]);
  });
});
