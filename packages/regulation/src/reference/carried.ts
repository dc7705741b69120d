import { citedClauses } from "../authoring/cited.js";
import type { RegulationFile } from "../file/schema.js";
import type { ShownClause } from "./reference.js";

/** Where a carried clause is shown, and what brings it there. */
export interface Showing {
  readonly place: string;
  readonly by: ShownClause["by"];
  /** Code of the script, checklist, post … that cites it; "" for guidance. */
  readonly code: string;
}

/** A clause that nobody enforces: a role, a principle, a rule of conduct, a text. People see it where it applies. */
export interface CarriedClause {
  readonly id: string;
  readonly showings: readonly Showing[];
}

/**
 * The clauses that a regulation carries: all of its guidance, and those cited by nothing but what is only shown
 * (scripts, checklists that nothing demands, posts, categories, channels, forms without fields).
 */
export function carriedClauses(file: RegulationFile): readonly CarriedClause[] {
  const enforced = citedClauses(withoutShown(file));
  const guided = new Set(file.guidance.flatMap(({ clause }) => clause));
  const showings = Map.groupBy(shownOnly(file), ({ id }) => id);
  return [...showings]
    .filter(([id]) => guided.has(id) || !enforced.has(id))
    .map(([id, all]) => ({ id, showings: all.map(({ place, by, code }) => ({ place, by, code })) }));
}

/** The file without its head and without whatever is only shown. */
function withoutShown(file: RegulationFile): RegulationFile {
  return {
    ...file,
    guidance: [],
    scripts: [],
    pending: [],
    posts: [],
    categories: [],
    channels: [],
    checklists: file.checklists.filter(({ required }) => required !== undefined),
    forms: file.forms.filter((form) => !isBlank(form)),
  };
}

/** A form that nobody fills in: it is there to be looked at. */
function isBlank({ fields, by, anew, stages }: RegulationFile["forms"][number]): boolean {
  return fields.length === 0 && by === undefined && anew === undefined && stages === undefined;
}

function shownOnly(file: RegulationFile): readonly (Showing & { readonly id: string })[] {
  const at = (places: readonly string[], by: ShownClause["by"], entry: Citing): readonly (Showing & { id: string })[] =>
    [entry.clause ?? []].flat().flatMap((id) => places.map((place) => ({ id, place, by, code: entry.code ?? "" })));
  return [
    ...file.guidance.flatMap((entry) => at(entry.at, "guidance", entry)),
    ...file.scripts.flatMap((entry) => at(entry.at, "script", entry)),
    ...file.checklists
      .filter(({ required }) => required === undefined)
      .flatMap((entry) => [
        ...at(entry.at, "checklist", entry),
        ...entry.items.flatMap(({ clause }) => at(entry.at, "checklist", { code: entry.code, clause })),
      ]),
    ...file.posts.flatMap((entry) => at([`post:${entry.code}`], "post", entry)),
    ...file.categories.flatMap((entry) => at([`category:${entry.code}`], "category", entry)),
    ...file.channels.flatMap((entry) => at([`channel:${entry.code}`], "channel", entry)),
    ...file.forms.filter(isBlank).flatMap((entry) => at([`form:${entry.code}`], "form", entry)),
  ];
}

interface Citing {
  readonly code?: string;
  readonly clause?: string | readonly string[] | undefined;
}
