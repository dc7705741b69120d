import { describe, expect, it } from "@jest/globals";
import { conformance, isConformant, type ConformanceInput } from "./conformance.js";

const registers = [
  { source: "ligao", clauses: ["LG-1", "LG-2", "LG-3", "LG-4"].map((id) => ({ id })) },
  { source: "jindi", clauses: [{ id: "JD-1" }] },
];
const of = (input: Partial<ConformanceInput>): ReturnType<typeof conformance> =>
  conformance({ registers, passed: [], pending: [], ...input });

describe("conformance", () => {
  it("accounts for every row of every source exactly once", () => {
    const { sources, contradictions } = of({
      passed: ["LG-1 is relayed", "LG-1 LG-2 are late", "carried LG-3 beside the reply", "carried LG-2 too", "a list"],
      pending: [{ service: "compensation", ids: ["LG-4"] }],
    });
    expect(sources).toEqual({
      ligao: { total: 4, executed: 2, carried: 1, pending: { compensation: ["LG-4"] }, missing: [] },
      jindi: { total: 1, executed: 0, carried: 0, pending: {}, missing: ["JD-1"] },
    });
    expect(contradictions).toEqual([]);
  });

  it("is refused while a row is missing", () => {
    const passed = ["LG-1 LG-2 LG-3 LG-4 hold"];
    expect(isConformant(of({ passed }))).toBe(false);
    expect(isConformant(of({ passed: [...passed, "JD-1 holds"] }))).toBe(true);
  });

  it("contradicts itself when a row that waits for a service is executed", () => {
    const found = of({
      passed: ["LG-1 LG-2 LG-3 LG-4 JD-1 hold"],
      pending: [{ service: "knowledge", ids: ["LG-2"] }],
    });
    expect(found.contradictions).toEqual(["LG-2 waits for knowledge, and a test executes it"]);
    expect(isConformant(found)).toBe(false);
  });

  it("leaves a row pending whose text is carried meanwhile", () => {
    const found = of({ passed: ["carried LG-2 beside it"], pending: [{ service: "knowledge", ids: ["LG-2"] }] });
    expect(found.sources["ligao"]).toMatchObject({ carried: 0, pending: { knowledge: ["LG-2"] } });
    expect(found.contradictions).toEqual([]);
  });

  it("contradicts itself when a title or a file names what no register has", () => {
    expect(of({ passed: ["LG-9 holds"], pending: [{ service: "knowledge", ids: ["LG-8"] }] }).contradictions).toEqual([
      "a test's title names LG-9, which no register has",
      "LG-8 is pending, and no register has it",
    ]);
  });
});
