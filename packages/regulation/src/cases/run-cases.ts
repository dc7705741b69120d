import { openCalendar, type CalendarDefinition } from "@hearken/calendar";
import { evaluate } from "../evaluation/evaluate.js";
import type { RegulationFile } from "../file/schema.js";
import { readShaped } from "../file/shaped-document.js";
import { prepare } from "../rules/prepare.js";
import type { Rules } from "../rules/rule.js";
import { dutyDone, isDuty } from "./case-duty.js";
import { BadCase, happened, instantOf, type Telling } from "./case-event.js";
import { unknownNames } from "./case-names.js";
import { caseKeys, casesSchema, type CasesFile, type RegulationCase } from "./case.schema.js";
import { differences } from "./judge.js";

const office = [{ from: "09:00", to: "18:00" }];
/** The hours that cases are told in unless they bring their own: an office in China, Monday to Friday. */
const OFFICE: CalendarDefinition = {
  code: "cn-office",
  zone: "Asia/Shanghai",
  statutory: "cn",
  week: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
};

/** What became of one case: everything that is not as it says; nothing when all is. */
export interface CaseResult {
  readonly clauses: readonly string[];
  readonly says: string;
  readonly failures: readonly string[];
}

/**
 * Reads a file of cases.
 * @throws RegulationFileError with every problem, each with line and key
 */
export function loadCases(text: string, file: string): CasesFile {
  return readShaped(text, { file, schema: casesSchema, knownKeys: caseKeys }).data;
}

/**
 * Lets every case happen under the regulation, and compares what follows with what it says.
 * A case that names what the regulation does not have is told so and does not happen.
 */
export function runCases(file: RegulationFile, cases: CasesFile): readonly CaseResult[] {
  const happen = underRules(file, cases);
  return cases.cases.map((one) => {
    const unknown = unknownNames(file, one);
    const failures = unknown.length > 0 ? unknown : happen(one);
    return { clauses: [one.clause].flat(), says: one.says, failures };
  });
}

/** Whether each of some cases holds, whatever names it uses: a rule that was taken out may have had one of them. */
export function allHold(file: RegulationFile, cases: CasesFile): boolean {
  const happen = underRules(file, cases);
  return cases.cases.every((one) => happen(one).length === 0);
}

/** Lets a case happen, and answers everything that is not as it says. */
function underRules(
  file: RegulationFile,
  { calendar = OFFICE }: Pick<CasesFile, "calendar">,
): (one: RegulationCase) => readonly string[] {
  const opened = openCalendar(calendar);
  const telling: Telling = { zone: calendar.zone, file };
  return (one) => {
    try {
      return failuresOf(prepare(file, opened, one.readings), one, telling);
    } catch (error) {
      if (error instanceof BadCase) return [error.message];
      throw error;
    }
  };
}

function failuresOf(rules: Rules, one: RegulationCase, telling: Telling): readonly string[] {
  const done = one.history.filter(({ event }) => isDuty(event)).map((happening) => dutyDone(happening, telling));
  const history = one.history.flatMap((happening, index) =>
    isDuty(happening.event) ? [] : [happened(happening, index, telling)],
  );
  const days = one.history.map(({ at }) => at.split(" ")[0] ?? "");
  const since = [...days].sort()[0] ?? "";
  return one.expect.flatMap((expected) => {
    const standing = evaluate(rules, history, instantOf(expected.at, telling.zone));
    return differences({ rules, standing, done, since, telling }, expected);
  });
}
