import type { DutyRule } from "../rules/rule.js";

/** What a report holds and whom it reached. */
export interface DutyReport {
  readonly sections: readonly string[];
  readonly to: readonly string[];
}

/** The sections and recipients that a report still lacks. */
export function missingFrom(rule: DutyRule, given: DutyReport): readonly string[] {
  return [
    ...rule.sections.filter((section) => !given.sections.includes(section)),
    ...rule.to.filter((post) => !given.to.includes(post)),
  ];
}
