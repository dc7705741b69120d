import { findingsOf } from "../file/findings.js";
import type { RegulationFile } from "../file/schema.js";

type Path = readonly (string | number)[];

/** One rule of a regulation file: something that cites a clause and can be taken out. */
export interface RemovableRule {
  readonly path: Path;
  /** For people: `obligations.relay_phone.breach.0`. */
  readonly name: string;
  readonly clauses: readonly string[];
}

/** Entries of these lists are rules of their own and stand under the clause around them when they cite none. */
const INHERITING: ReadonlySet<string> = new Set(["any", "breach", "due", "fields", "items"]);
/** What is announced is no rule yet. */
const NO_RULES: ReadonlySet<string> = new Set(["pending"]);

/** Every rule of a file, outer before inner. */
export function removableRules(file: RegulationFile): readonly RemovableRule[] {
  return Object.entries(file).flatMap(([key, value]) =>
    NO_RULES.has(key) ? [] : walk(value, { path: [key], name: key, clauses: [] }),
  );
}

/** A copy of the file without what stands at `path`. */
export function without(file: RegulationFile, path: Path): RegulationFile {
  return cut(file, path) as RegulationFile;
}

/** More rounds than anything rests on anything. */
const DEEPEST = 20;

/**
 * A copy of the file without what stands at `path` and without whatever cannot be read without it: the numbering of a form
 * that is gone, the obligations of a post. `undefined` when nothing is left to read.
 */
export function withoutDependents(file: RegulationFile, path: Path): RegulationFile | undefined {
  let left = without(file, path);
  for (let round = 0; round < DEEPEST; round += 1) {
    const broken = findingsOf(left).map(({ path: place }) => enclosing(left, place));
    if (broken.length === 0) return left;
    if (broken.includes(undefined)) return undefined;
    const places = new Map(broken.flatMap((place) => (place === undefined ? [] : [[place.join("."), place] as const])));
    // From the end, so that the places of what is left stay what they were.
    const backwards = [...places.values()].sort((a, b) => Number(b[1]) - Number(a[1]));
    left = backwards.reduce((now, place) => without(now, place), left);
  }
  return undefined;
}

/** The entry of a list, the reading, or the single rule in which something is broken; `undefined` for a list as a whole. */
function enclosing(file: RegulationFile, [key, inner]: Path): Path | undefined {
  if (key === undefined) return undefined;
  const list: unknown = file[key as keyof RegulationFile];
  if (Array.isArray(list)) return typeof inner === "number" ? [key, inner] : undefined;
  return key === "readings" && inner !== undefined ? [key, inner] : [key];
}

function walk(value: unknown, at: RemovableRule): readonly RemovableRule[] {
  if (typeof value !== "object" || value === null) return [];
  const here: readonly RemovableRule[] = isRule(value, at.path) ? [{ ...at, clauses: clausesOf(value, at) }] : [];
  const clauses = clausesOf(value, at);
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
      walk(child, {
        path: [...at.path, Array.isArray(value) ? Number(key) : key],
        name: `${at.name}.${Array.isArray(value) ? (codeOf(child) ?? key) : key}`,
        clauses,
      }),
    ),
  ];
}

function isRule(value: object, path: Path): boolean {
  if (Array.isArray(value)) return false;
  if ("clause" in value && value.clause !== undefined) return true;
  const list = path.at(-2);
  return typeof path.at(-1) === "number" && typeof list === "string" && INHERITING.has(list);
}

function clausesOf(value: object, around: RemovableRule): readonly string[] {
  const cited: readonly unknown[] = "clause" in value ? [value.clause].flat() : [];
  const ids = cited.filter((id) => typeof id === "string");
  return ids.length > 0 ? ids : around.clauses;
}

function codeOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { code, name, action } = value as Readonly<Record<string, unknown>>;
  return [code, name, action].find((word) => typeof word === "string");
}

function cut(value: unknown, [head, ...rest]: Path): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return rest.length === 0
      ? items.filter((_, index) => index !== head)
      : items.map((item, index) => (index === head ? cut(item, rest) : item));
  }
  const fields = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    rest.length === 0
      ? fields.filter(([key]) => key !== head)
      : fields.map(([key, child]) => [key, key === head ? cut(child, rest) : child]),
  );
}
