import { describe, expect, it } from "@jest/globals";
import { conformanceLine, conformanceOf } from "./conformance-report.js";

const passed = (file: string, title: string) => ({ file, title, hasPassed: true });

describe("what a run of the tests proves", () => {
  const { sources } = conformanceOf({
    tests: [
      passed("packages/regulation/src/ligao/clocks.spec.ts", "LG-5.2.2A a telephone complaint is relayed"),
      passed("services/directory/src/reference/reference.clauses.int.spec.ts", "carried LG-3.1 beside the channel"),
      passed("services/escalation/src/obligation/obligation.int.spec.ts", "LG-5.2.2B is answered"),
      { ...passed("packages/regulation/src/ligao/clocks.spec.ts", "LG-5.2.2C a post is relayed"), hasPassed: false },
    ],
  });

  it("is told of all 548 rows", () => {
    expect(Object.keys(sources)).toEqual(["ligao", "property-kf02", "zhonghai", "jindi", "sales-plan"]);
    expect(Object.values(sources).reduce((sum, { total }) => sum + total, 0)).toBe(548);
  });

  it("counts the tests of the regulations that passed, and no others", () => {
    expect(sources["ligao"]).toMatchObject({ executed: 1, carried: 1 });
    expect(sources["ligao"]?.missing).toEqual(expect.arrayContaining(["LG-5.2.2B", "LG-5.2.2C"]));
  });

  it("is one line", () => {
    const source = { total: 3, executed: 1, carried: 1, pending: { knowledge: ["LG-1"] }, missing: [] };
    expect(conformanceLine({ sources: { ligao: source, jindi: source }, contradictions: [] })).toBe(
      "conformance: 6 clauses, 2 executed, 2 carried, 2 pending, 0 missing",
    );
    expect(conformanceLine({ sources: {}, contradictions: ["LG-1 twice"] })).toMatch(/, 1 contradictory$/);
  });
});
