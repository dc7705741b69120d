import { openCalendar, type CalendarDefinition } from "@hearken/calendar";
import { isRefusal, type Instant } from "@hearken/kernel";
import { dutiesOf } from "../duties/duties.js";
import { evaluate } from "../evaluation/evaluate.js";
import { permits } from "../evaluation/permits.js";
import type { Standing } from "../evaluation/standing.js";
import type { RegulationFile } from "../file/schema.js";
import { readShaped } from "../file/shaped-document.js";
import { keepingOf } from "../records/retention.js";
import { prepare } from "../rules/prepare.js";
import type { Rules } from "../rules/rule.js";
import { BadCase, happened, instantOf, proposed, type Telling } from "./case-event.js";
import { caseKeys, casesSchema, type CasesFile, type Expectation, type RegulationCase } from "./case.schema.js";

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

/** Lets every case happen under the regulation, and compares what follows with what it says. */
export function runCases(file: RegulationFile, { calendar = OFFICE, cases }: CasesFile): readonly CaseResult[] {
  const opened = openCalendar(calendar);
  const telling: Telling = { zone: calendar.zone, regulation: file.regulation, version: file.version };
  return cases.map((one) => ({
    clauses: [one.clause].flat(),
    says: one.says,
    failures: failuresOf(prepare(file, opened, one.readings), one, telling),
  }));
}

function failuresOf(rules: Rules, one: RegulationCase, telling: Telling): readonly string[] {
  try {
    const history = one.history.map((happening, index) => happened(happening, index, telling));
    return one.expect.flatMap((expected) => {
      const standing = evaluate(rules, history, instantOf(expected.at, telling.zone));
      const found = [
        ...ofStanding(standing, expected, telling),
        ...ofAct(rules, standing, { expected, telling }),
        ...ofDuty(rules, standing.at, expected),
        ...ofRecord(rules, standing, { expected, telling }),
      ];
      return found.map((failure) => `${expected.at}: ${failure}`);
    });
  } catch (error) {
    if (error instanceof BadCase) return [error.message];
    throw error;
  }
}

const differs = (what: string, found: string, expected: string | undefined): readonly string[] =>
  expected === undefined || found === expected ? [] : [`${what} is ${found}, not ${expected}`];

function ofStanding(standing: Standing, expected: Expectation, { zone }: Telling): readonly string[] {
  const { obligation, notice, to } = expected;
  const owed = standing.obligations.filter(({ code }) => code === obligation);
  const last = owed.at(-1);
  const told = standing.notices.filter(({ code }) => code === notice).flatMap((one) => one.to);
  return [
    ...differs("the level", standing.level?.code ?? "none", expected.level),
    ...differs("the status", standing.status, expected.status),
    ...(obligation === undefined
      ? []
      : [
          ...differs(obligation, last?.status ?? "none", expected.is),
          ...differs(`${obligation} due`, shown(last?.dueAt ?? null, zone), dueOf(expected, zone)),
          ...differs(`the owner of ${obligation}`, last?.owner ?? "nobody", expected.owner),
          ...differs(`the number of ${obligation}`, String(owed.length), expected.times?.toString()),
        ]),
    ...(notice === undefined ? [] : differs(`who heard ${notice}`, sorted(told), sorted(to ?? []))),
  ];
}

const sorted = (codes: readonly string[]): string => [...codes].sort().join(", ") || "nobody";

function dueOf({ due }: Expectation, zone: string): string | undefined {
  return due === undefined ? undefined : shown(instantOf(due, zone), zone);
}

function shown(at: Instant | null, zone: string): string {
  if (at === null) return "without a term";
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: "second" }).replace("T", " ");
}

function ofAct(
  rules: Rules,
  standing: Standing,
  { expected, telling }: { readonly expected: Expectation; readonly telling: Telling },
): readonly string[] {
  const name = expected.refuses ?? expected.permits;
  if (name === undefined) return [];
  const answer = permits(rules, standing, proposed(name, expected, telling));
  if (expected.permits !== undefined)
    return isRefusal(answer) ? [`${name} is refused under ${answer.clause ?? "no clause"}`] : [];
  if (!isRefusal(answer)) return [`${name} is permitted`];
  return differs(`the clause that refuses ${name}`, answer.clause ?? "none", expected.clause);
}

function ofDuty(rules: Rules, at: Instant, { duty, between, days }: Expectation): readonly string[] {
  if (duty === undefined || between === undefined || days === undefined) return [];
  const [from, to] = between;
  const due = dutiesOf(rules, { from, to, at }, []).filter(({ code, dueAt }) => code === duty && dueAt !== null);
  const found = due.map(({ dueAt }) => rules.calendar.dateAt(((dueAt ?? 0) - 1) as Instant));
  return differs(`${duty} falls due on`, sorted(found), sorted(days));
}

function ofRecord(
  rules: Rules,
  standing: Standing,
  { expected, telling }: { readonly expected: Expectation; readonly telling: Telling },
): readonly string[] {
  const { keeps, until } = expected;
  if (keeps === undefined || until === undefined) return [];
  const record = { kind: keeps, filedAt: standing.at, closedAt: standing.at };
  const keeping = keepingOf(rules, record, standing);
  const found =
    keeping === undefined ? "not said" : keeping.until === null ? "permanent" : shown(keeping.until, telling.zone);
  const wanted = until === "permanent" ? until : shown(instantOf(until, telling.zone), telling.zone);
  return differs(`the end of keeping ${keeps}`, found, wanted);
}
