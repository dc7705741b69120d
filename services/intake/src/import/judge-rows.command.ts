import { isRefusal, type Instant, type LocalDate, type Localized, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import type { Filing } from "../complaint/filing.js";
import { prepareFiling, type PreparedFiling, type ProposedFiling } from "../complaint/prepare-filing.command.js";
import { rulesOfDay, rulesOn } from "../complaint/rules-on.query.js";
import { batchLookups } from "./batch-lookups.command.js";
import type { ComplaintImport } from "./complaint-import.js";
import { namesOf, type Names } from "./names.query.js";
import { OUT_OF_REACH, problem, problemOf, type Problem } from "./problem.js";
import type { ReportedRow } from "./report-csv.js";
import { saidFiling, TIME_FIELDS, type TimeField } from "./said-filing.js";
import type { StagedRow } from "./staged-row.js";
import { instantOf, readTime } from "./wall-clock.js";

/** Makes the input of a filing what every filing through the API is, or says what is wrong with it. */
export type ReadFiling = (input: object) => Filing | Refusal;

export interface Judging extends Pick<ProposedFiling, "principal" | "rulebook" | "keyring"> {
  readonly one: ComplaintImport;
  readonly readFiling: ReadFiling;
}

/** A row, what became of it, and what is to be written for it. */
export interface JudgedRow extends ReportedRow {
  readonly prepared: PreparedFiling | undefined;
}

/** Judges rows of one import as each would be judged if it were filed by itself. Nothing is written. */
export async function judgeRows(
  uow: UnitOfWork,
  judging: Judging,
  rows: readonly StagedRow[],
): Promise<readonly JudgedRow[]> {
  const { one, principal, rulebook, keyring } = judging;
  const names = await namesOf(uow, one, rows);
  const said: { readonly row: number; readonly filing: Filing | readonly Problem[] }[] = [];
  for (const row of rows) said.push({ row: row.row, filing: await filingOf(uow, { ...judging, names, row }) });
  const filings = said.flatMap(({ filing }) => (isProblems(filing) ? [] : [filing]));
  const lookups = await batchLookups(uow, one, { filings, names });
  const judged: JudgedRow[] = [];
  for (const { row, filing } of said) {
    const refusedRow = (problems: readonly Problem[]): JudgedRow => ({
      ...{ row, outcome: "refused", problems, complaintId: null, prepared: undefined },
    });
    if (isProblems(filing)) {
      judged.push(refusedRow(filing));
      continue;
    }
    const prepared =
      (await prepareFiling(uow, { input: filing, principal, rulebook, keyring, lookups })) ?? OUT_OF_REACH;
    if (isRefusal(prepared)) judged.push(refusedRow([problemOf(prepared)]));
    else if (prepared.isThere)
      judged.push({
        row,
        outcome: "already_there",
        problems: [],
        complaintId: prepared.complaint.id,
        prepared: undefined,
      });
    else if (one.isDryRun) judged.push({ row, outcome: "valid", problems: [], complaintId: null, prepared: undefined });
    else judged.push({ row, outcome: "filed", problems: [], complaintId: prepared.complaint.id, prepared });
  }
  return judged;
}

const isProblems = (filing: Filing | readonly Problem[]): filing is readonly Problem[] => Array.isArray(filing);

interface OneRow extends Judging {
  readonly names: Names;
  readonly row: StagedRow;
}

/** The filing that a row says, or everything that is wrong with it as far as that can be seen at once. */
async function filingOf(uow: UnitOfWork, asked: OneRow): Promise<Filing | readonly Problem[]> {
  const { one, row, readFiling } = asked;
  const place = placeOf(asked);
  const { times, problems: wrongTimes } = await timesOf(uow, asked);
  const rules = times.receivedAt === undefined ? undefined : await rulesAt(uow, asked, times.receivedAt);
  const problems = [...row.problems, ...place.problems, ...wrongTimes];
  if (rules !== undefined && isRefusal(rules)) problems.push(problemOf(rules));
  const known = rules === undefined || isRefusal(rules) ? undefined : rules.file;
  const said = saidFiling(row, {
    ...{ organizationId: one.organizationId, source: one.source, receivedBy: one.receivedBy, times },
    ...{ projectId: place.projectId, unitId: place.unitId, previousId: place.previousId },
    ...{ channels: known?.channels ?? [], categories: known?.categories ?? [] },
  });
  // Without rules every word would be unknown: what is wrong is the time.
  if (Array.isArray(said) && known !== undefined) problems.push(...(said as readonly Problem[]));
  if (problems.length > 0) return problems;
  if (known === undefined) return [problemOf(OUT_OF_REACH)];
  const filing = readFiling(said);
  return isRefusal(filing) ? [problemOf(filing)] : filing;
}

async function rulesAt(uow: UnitOfWork, { one, rulebook }: OneRow, receivedAt: Instant): Promise<Rules | Refusal> {
  const inForce = (await rulesOn(uow, rulebook, { organizationId: one.organizationId, receivedAt })) ?? OUT_OF_REACH;
  return isRefusal(inForce) ? inForce : inForce.rules;
}

interface Placed {
  readonly projectId: string | null;
  readonly unitId: string | null;
  readonly previousId: string | null;
  readonly problems: readonly Problem[];
}

function placeOf({ one, names, row: { values } }: OneRow): Placed {
  const problems: Problem[] = [];
  const found = <T>(field: "project" | "unit" | "previous", find: (said: string) => T | undefined): T | null => {
    const said = values[field];
    if (said === undefined) return null;
    const one = find(said);
    if (one === undefined) problems.push(problem(field, NOT_ONE));
    return one ?? null;
  };
  const named = found("project", names.project);
  const projectId = named ?? one.projectId;
  if (named !== null && one.projectId !== null && named !== one.projectId)
    problems.push(problem("project", OTHER_PROJECT));
  const unitId = found("unit", (said) => (projectId === null ? undefined : names.unit(projectId, said)));
  return { projectId, unitId, previousId: found("previous", names.previous), problems };
}

interface Times {
  readonly times: Partial<Readonly<Record<TimeField, Instant>>>;
  readonly problems: readonly Problem[];
}

/** A time without offset is one of the wall clock by which the organization went on that day. */
async function timesOf(uow: UnitOfWork, { one, rulebook, row: { values } }: OneRow): Promise<Times> {
  const times: Partial<Record<TimeField, Instant>> = {};
  const problems: Problem[] = [];
  for (const field of TIME_FIELDS) {
    const text = values[field];
    if (text === undefined) continue;
    const said = readTime(text, { isSheet: one.format === "xlsx" });
    const zone = said?.kind === "wall" ? await zoneOn(uow, { one, rulebook }, said.on) : "";
    const at = said === undefined || zone === undefined ? undefined : instantOf(said, zone);
    if (at === undefined) problems.push(problem(field, zone === undefined ? NO_CLOCK : NO_TIME));
    else times[field] = at;
  }
  return { times, problems };
}

async function zoneOn(
  uow: UnitOfWork,
  { one, rulebook }: Pick<OneRow, "one" | "rulebook">,
  on: LocalDate,
): Promise<string | undefined> {
  const rules = await rulesOfDay(uow, rulebook, { organizationId: one.organizationId, on });
  return rules === undefined || isRefusal(rules) ? undefined : rules.calendar.zone;
}

const NOT_ONE: Localized = {
  en: "There is none of this name or id within reach, or more than one.",
  "zh-CN": "权限范围内没有该名称或编号，或有多个同名。",
};
const OTHER_PROJECT: Localized = {
  en: "The import is of another project.",
  "zh-CN": "与本次导入的项目不一致。",
};
const NO_TIME: Localized = {
  en: "This is no time: RFC 3339, or `2024-03-01 09:30` by the organization's clock, which shows it once.",
  "zh-CN": "时间无法识别：请用 RFC 3339 或“2024-03-01 09:30”（按该组织所在时区，且须唯一）。",
};
const NO_CLOCK: Localized = {
  en: "The organization went by no regulation on that day yet.",
  "zh-CN": "该组织在该日尚未执行任何制度。",
};
