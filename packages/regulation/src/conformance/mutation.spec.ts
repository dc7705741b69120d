import { describe, expect, it } from "@jest/globals";
import { regulationOf } from "../testing/complaint-case.js";
import { mutationReport, type Mutant } from "./mutation.js";
import { removableRules, without } from "./rule-removal.js";

const ligao = regulationOf("ligao");
const rules = removableRules(ligao);
const named = (name: string): (typeof rules)[number] => {
  const found = rules.find((rule) => rule.name === name);
  if (found === undefined) throw new Error(`no rule ${name}`);
  return found;
};

describe("the rules of a regulation file", () => {
  it("are whatever cites a clause, however deep", () => {
    expect(named("obligations.relay_phone").clauses).toEqual(["LG-5.2.2A"]);
    expect(named("obligations.hot_bulletin").clauses).toEqual(["LG-5.5.2.3", "LG-5.5.2.6"]);
    expect(named("obligations.relay_phone.breach.0").clauses).toEqual(["LG-5.1.2.1"]);
    expect(named("levels.hot.any.0").clauses).toEqual(["LG-5.5.1.2a"]);
    expect(named("override").clauses).toEqual(["LG-5.5.2.5a"]);
    expect(named("facts.delayCause").path).toEqual(["facts", 4]);
  });

  it("stand under the clause around them when they cite none", () => {
    expect(named("obligations.report_to_centre.due.1").clauses).toEqual(["LG-4.3.2"]);
  });

  it("are taken out one at a time", () => {
    const mutant = without(ligao, named("obligations.relay_phone").path);
    expect(mutant.obligations.map(({ code }) => code)).toEqual(
      ligao.obligations.map(({ code }) => code).filter((code) => code !== "relay_phone"),
    );
    expect({ ...mutant, obligations: ligao.obligations }).toEqual(ligao);
    expect("override" in without(ligao, ["override"])).toBe(false);
    expect(removableRules(without(ligao, named("levels.hot.any.1").path))).toHaveLength(rules.length - 1);
  });
});

describe("the mutation report", () => {
  const rule = (name: string, ...clauses: string[]): Mutant["rule"] => ({ path: [name], name, clauses });
  const executed = (id: string): { id: string; as: "executed" } => ({ id, as: "executed" });

  it("tells the rules that nobody misses from those that cannot be taken out", () => {
    const report = mutationReport(
      [
        { rule: rule("a", "LG-1"), fate: "killed", provenBy: ["LG-1"], tests: 2 },
        { rule: rule("b", "LG-1", "LG-2"), fate: "survived", provenBy: [], tests: 1 },
        { rule: rule("c", "LG-3"), fate: "refused", provenBy: [], tests: 0 },
        { rule: rule("d", "LG-4"), fate: "survived", provenBy: [], tests: 0 },
      ],
      [executed("LG-1"), executed("LG-2"), executed("LG-3"), executed("LG-5"), { id: "LG-6", as: "carried" }],
    );
    expect(report).toEqual({
      rules: 4,
      killed: 1,
      refused: ["c (LG-3)"],
      survived: ["b (LG-1 LG-2): its test stays green", "d (LG-4): no test names it"],
      unproven: ["LG-2"],
      uncited: ["LG-5"],
    });
  });
});
