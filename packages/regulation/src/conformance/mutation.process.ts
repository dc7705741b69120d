import process from "node:process";
import { publishedRegulation, publishedRegulations } from "../file/published.source.js";
import type { RegulationFile } from "../file/schema.js";
import { register, SOURCES } from "../register/register.source.js";
import { withRegulation } from "../testing/complaint-case.js";
import { clauseTitle, type ClauseTitle } from "./clause-title.js";
import type { CollectedTest } from "./collected-tests.shim.js";
import { mutationReport, type Mutant, type MutationReport } from "./mutation.js";
import { compiledSpecifications, type Compiled } from "./compiled-specification.source.js";
import { removableRules, withoutDependents, type RemovableRule } from "./rule-removal.js";

/*
 * `npm run mutation [-- <regulation>…] [-- --json]`: takes every rule out of every published regulation, one at a time,
 * and says which of them no test misses. The compiled specifications run here, in one process and without jest.
 */

/** A specification, and the clauses that each of its tests begins with. */
interface Specification {
  readonly declared: Compiled["declared"];
  readonly tests: readonly (ClauseTitle & { readonly title: string })[];
}

const complaints: string[] = [];

/** Those that name a clause; their tests that fail as it is prove nothing. */
async function specifications(): Promise<readonly Specification[]> {
  const found: Specification[] = [];
  for (const { source, declared } of compiledSpecifications()) {
    const all = await declared().catch((error: unknown) => {
      complaints.push(`${source} does not load: ${String(error)}`);
      return [];
    });
    const tests: Specification["tests"][number][] = [];
    for (const [title, some] of Map.groupBy(all, (test) => test.title)) {
      const named = clauseTitle(title);
      if (named === undefined) continue;
      if (await oneFails(some)) complaints.push(`${source} fails with every rule in place: ${title}`);
      else tests.push({ ...named, title });
    }
    if (tests.length > 0) found.push({ declared, tests });
  }
  return found;
}

async function oneFails(tests: readonly CollectedTest[]): Promise<boolean> {
  try {
    for (const test of tests) await test.run();
    return false;
  } catch {
    return true;
  }
}

/** The clauses of `wanted` of which a test of this specification now fails or is gone; one that does not load fails as a whole. */
async function noticed({ declared, tests }: Specification, wanted: ReadonlySet<string>): Promise<readonly string[]> {
  const mine = tests.filter(({ ids }) => ids.some((id) => wanted.has(id)));
  if (mine.length === 0) return [];
  const now = await declared().catch(() => []);
  const proven = new Set<string>();
  for (const { title, ids } of mine) {
    const open = ids.filter((id) => wanted.has(id) && !proven.has(id));
    if (open.length === 0) continue;
    const same = now.filter((test) => test.title === title);
    if (same.length === 0 || (await oneFails(same))) for (const id of open) proven.add(id);
  }
  return [...proven];
}

async function mutant(file: RegulationFile, rule: RemovableRule, specs: readonly Specification[]): Promise<Mutant> {
  const wanted = new Set(rule.clauses);
  const tests = specs.flatMap((spec) => spec.tests).filter(({ ids }) => ids.some((id) => wanted.has(id))).length;
  const left = withoutDependents(file, rule.path);
  if (left === undefined) return { rule, fate: "refused", provenBy: [], tests };
  return withRegulation(left, async () => {
    const proven: string[] = [];
    for (const spec of specs)
      proven.push(...(await noticed(spec, new Set([...wanted].filter((id) => !proven.includes(id))))));
    return { rule, fate: proven.length > 0 ? "killed" : "survived", provenBy: proven, tests };
  });
}

/** Overlays have the rules of their baselines. */
function published(): readonly string[] {
  const own = publishedRegulations().filter(({ isOverlay }) => !isOverlay);
  return [...new Set(own.map(({ code }) => code))];
}

function read(code: string): RegulationFile | undefined {
  try {
    const file = publishedRegulation(code, 1);
    if (file === undefined) complaints.push(`no regulation ${code}`);
    return file;
  } catch (error) {
    complaints.push(`${code} does not load: ${String(error)}`);
    return undefined;
  }
}

async function mutate(file: RegulationFile, specs: readonly Specification[]): Promise<MutationReport> {
  const mutants: Mutant[] = [];
  for (const rule of removableRules(file)) mutants.push(await mutant(file, rule, specs));
  const source = SOURCES.find((one) => one === file.register);
  const known = new Set(source === undefined ? [] : register(source).clauses.map(({ id }) => id));
  const tested = specs.flatMap(({ tests }) => tests.flatMap(({ ids, as }) => ids.map((id) => ({ id, as }))));
  return mutationReport(
    mutants,
    tested.filter(({ id }) => known.has(id)),
  );
}

const COLUMNS = ["rules", "killed", "refused", "survived", "unproven", "uncited"] as const;

function table(reports: Readonly<Record<string, MutationReport>>): string {
  const row = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(16) + cells.map((cell) => String(cell).padStart(9)).join("");
  const counts = (report: MutationReport): readonly number[] =>
    COLUMNS.map((column) => (typeof report[column] === "number" ? report[column] : report[column].length));
  const all = Object.entries(reports);
  const lines = all.flatMap(([code, report]) =>
    (["survived", "unproven", "uncited", "refused"] as const).flatMap((column) =>
      report[column].map((line) => `${code} ${column}: ${line}`),
    ),
  );
  return [row("", COLUMNS), ...all.map(([code, report]) => row(code, counts(report))), ...lines].join("\n");
}

const given = process.argv.slice(2);
const asked = given.filter((word) => !word.startsWith("-"));
const codes = asked.length > 0 ? asked : published();
const specs = await specifications();
const reports: Record<string, MutationReport> = {};
for (const code of codes) {
  const file = read(code);
  if (file !== undefined) reports[code] = await mutate(file, specs);
}
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.stdout.write(`${given.includes("--json") ? JSON.stringify(reports, undefined, 2) : table(reports)}\n`);
process.exitCode = complaints.length > 0 || Object.values(reports).some(({ survived }) => survived.length > 0) ? 1 : 0;
