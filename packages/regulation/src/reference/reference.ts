import type { ObligationEntry, TriggerEntry } from "../file/obligation.schema.js";
import type { GateEntry, RegulationFile } from "../file/schema.js";
import { coveredBy, placeIn, type PlaceKind } from "./place.js";

/** What brings a clause to a place. */
export interface ShownClause {
  readonly id: string;
  readonly by: "guidance" | "script" | "checklist" | "step" | PlaceKind;
  /** Code of the script, checklist, step, form, post … that cites it; "" for guidance. */
  readonly code: string;
}

type Listed<K extends keyof RegulationFile> = RegulationFile[K] extends readonly (infer Entry)[] ? Entry : never;

/** Everything that is shown at one place, so that the rule stands beside the action. */
export interface Reference {
  readonly place: string;
  /** In the order of the file; a clause that several things bring stands once for each. */
  readonly clauses: readonly ShownClause[];
  readonly checklists: readonly Listed<"checklists">[];
  readonly scripts: readonly Listed<"scripts">[];
  /** The step that is taken there. */
  readonly step: Listed<"steps"> | undefined;
  /** The form that is read or filled in there. */
  readonly form: Listed<"forms"> | undefined;
  /** What the act is refused by, or warned of. */
  readonly gates: readonly GateEntry[];
  /** What somebody owes from this act on. */
  readonly opens: readonly ObligationEntry[];
  /** What this act settles. */
  readonly meets: readonly ObligationEntry[];
}

/**
 * What is shown at a place: an act (`complaint.received`, `step.taken:repair_visit`), or `post:`, `form:`, `duty:`,
 * `category:`, `channel:`, `level:` with a code. `undefined` for a place that the regulation does not have.
 */
export function referenceAt(file: RegulationFile, place: string): Reference | undefined {
  const where = placeIn(file, place);
  if (where === undefined) return undefined;
  const covered = coveredBy(place);
  const here = <T extends { readonly at: readonly string[] }>(list: readonly T[]): readonly T[] =>
    list.filter(({ at }) => at.some((one) => covered.has(one)));
  const named = <T extends { readonly code: string }>(list: readonly T[], type: string): T | undefined =>
    list.find(({ code }) => covered.has(`${type}:${code}`));
  const happens = (on: TriggerEntry["on"]): boolean => [on ?? []].flat().some((name) => covered.has(name));
  const triggered = (key: "opens" | "met"): readonly ObligationEntry[] =>
    file.obligations.filter((entry) => [entry[key]].flat().some(({ on }) => happens(on)));
  const shown = {
    checklists: here(file.checklists),
    scripts: here(file.scripts),
    step: named(file.steps, "step.taken"),
    form: named(file.forms, "form"),
  };
  return {
    place,
    clauses: [
      ...here(file.guidance).flatMap((entry) => cited(entry, "guidance")),
      ...cited(shown.step, "step"),
      ...cited(shown.form, "form"),
      ...(where.kind === "event" || where.kind === "form"
        ? []
        : cited(named(listOf(file, where.kind), where.kind), where.kind)),
      ...shown.checklists.flatMap((entry) => [
        ...cited(entry, "checklist"),
        ...entry.items.flatMap(({ clause }) => cited({ code: entry.code, clause }, "checklist")),
      ]),
      ...shown.scripts.flatMap((entry) => cited(entry, "script")),
    ],
    ...shown,
    gates: file.gates.filter(({ action }) => happens(action)),
    opens: triggered("opens"),
    meets: triggered("met"),
  };
}

interface Citing {
  readonly code?: string;
  readonly clause?: string | readonly string[] | undefined;
}

function cited(entry: Citing | undefined, by: ShownClause["by"]): readonly ShownClause[] {
  return [entry?.clause ?? []].flat().map((id) => ({ id, by, code: entry?.code ?? "" }));
}

function listOf(
  file: RegulationFile,
  kind: Exclude<PlaceKind, "form">,
): readonly (Citing & { readonly code: string })[] {
  const lists = {
    post: file.posts,
    duty: file.duties,
    category: file.categories,
    channel: file.channels,
    level: file.levels,
  };
  return lists[kind];
}
