import { refuse, type Refusal } from "@hearken/kernel";
import type { Permit } from "../evaluation/permits.js";
import type { DutyRule, Rules } from "../rules/rule.js";
import type { DutyDone } from "./duties.js";
import { missingFrom } from "./duty-report.js";

/**
 * Whether a duty may be called done: half a report, one that did not reach whoever must have it, and one before what it
 * rests on are refused, citing the clause.
 */
export function permitsDuty(rules: Rules, proposed: DutyDone, done: readonly DutyDone[]): Permit | Refusal {
  const rule = rules.duties.find(({ code }) => code === proposed.duty);
  if (rule === undefined) {
    const message = { "zh-CN": `本制度没有“${proposed.duty}”`, en: `this regulation knows no duty ${proposed.duty}` };
    return refuse("REGULATION", message, { path: ["input", "duty"] });
  }
  const [missing] = missingFrom(rule, proposed);
  if (missing !== undefined) return lacks(rule, missing);
  const [first] = rule.needs.filter((need) => !done.some((one) => one.duty === need && isForThisTime(one, proposed)));
  if (first === undefined) return { kind: "permit", warnings: [] };
  const label = rules.duties.find(({ code }) => code === first)?.label ?? { "zh-CN": first, en: first };
  return refuse(
    "REGULATION",
    { "zh-CN": `须先完成：${label["zh-CN"]}`, en: `to be done first: ${label.en}` },
    { clause: rule.clauses[0] ?? "", path: ["input", "duty"] },
  );
}

/** A month before its day at most: what was done for an earlier time does not count for this one. */
function isForThisTime(one: DutyDone, proposed: DutyDone): boolean {
  const days = (Date.parse(proposed.on) - Date.parse(one.on)) / 86_400_000;
  return days >= 0 && days <= 31 && one.occurredAt <= proposed.occurredAt && one.subjectId === proposed.subjectId;
}

function lacks(rule: DutyRule, missing: string): Refusal {
  const isSection = rule.sections.includes(missing);
  return refuse(
    "REGULATION",
    {
      "zh-CN": isSection ? `报告缺少“${missing}”` : `须报送“${missing}”`,
      en: isSection ? `the report lacks ${missing}` : `it must reach ${missing}`,
    },
    {
      clause: rule.sectionClauses.get(missing) ?? rule.clauses[0] ?? "",
      path: ["input", isSection ? "sections" : "to"],
    },
  );
}
