import { nearest } from "../file/problem.js";
import type { RegulationFile } from "../file/schema.js";
import { codeOf } from "../file/step.schema.js";
import { stemOf } from "../facts/declared.js";

/** A rule, or a part of one, that can never act. */
export interface Unreachable {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly suggestion?: string;
}

/**
 * What a file says that can never happen, as far as it can be told without running it: a condition that compares a fact
 * with a value that it never has, an obligation that follows one which nothing opens, a level that a higher one always
 * hides, two gates of which one always refuses.
 */
export function unreachable(file: RegulationFile): readonly Unreachable[] {
  return [...ofConditions(file), ...ofChains(file), ...ofLevels(file), ...ofGates(file)];
}

/** Which values a fact can have; facts that are not here can have any. */
function valuesOf(file: RegulationFile): ReadonlyMap<string, readonly string[]> {
  const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);
  const posts = codes(file.posts);
  return new Map<string, readonly string[]>([
    ["channel", codes(file.channels)],
    ["category", codes(file.categories)],
    ["level", codes(file.levels)],
    ["lead", posts],
    ["relayedTo", posts],
    ["passedTo", posts],
    ["status", ["none", "open", "finished", "closed", "withdrawn"]],
    ["validity", ["undetermined", "questioned", "referred", "valid", "invalid"]],
    ["subject", ["complaint", "project"]],
    ["handOverOutcome", ["reported", "declined", "finished", "closed", "withdrawn", "failed"]],
    ...file.facts.flatMap(({ name, values }) => (values === undefined ? [] : [[name, values] as const])),
    ...file.derived.flatMap(({ name, cases }) => {
      const said = cases.flatMap(({ is }) => (typeof is === "string" ? [is] : []));
      return said.length === cases.length ? [[name, said] as const] : [];
    }),
    ...file.steps.flatMap(({ code, outcomes }) =>
      outcomes === undefined ? [] : [[`${stemOf(code)}Outcome`, outcomes.map(codeOf)] as const],
    ),
  ]);
}

/** `fact == "value"`, `fact != "value"` and `fact in ["value", …]`. */
const COMPARED = /(?<![.\w])([a-z]\w*)\s*(?:[!=]=\s*("[^"]*"|'[^']*')|in\s*\[([^\]]*)\])/g;

function ofConditions(file: RegulationFile): readonly Unreachable[] {
  const known = valuesOf(file);
  return conditionsIn(file, []).flatMap(({ path, source }) =>
    [...source.matchAll(COMPARED)].flatMap(([, name = "", single, list]): Unreachable[] => {
      const values = known.get(name);
      if (values === undefined) return [];
      const named = [...(single ?? list ?? "").matchAll(/["']([^"']*)["']/g)].map(([, value = ""]) => value);
      return named
        .filter((value) => value !== "" && !values.includes(value))
        .map((value) => {
          const message = `${name} is never "${value}"`;
          const suggestion = nearest(value, values);
          return suggestion === undefined ? { path, message } : { path, message, suggestion };
        });
    }),
  );
}

const CONDITIONS: ReadonlySet<string> = new Set([
  "when",
  "require",
  "required",
  "repeats",
  "from",
  "per",
  "each",
  "count",
  "of",
  "at",
  "by",
]);

function conditionsIn(
  value: unknown,
  path: readonly (string | number)[],
): readonly { readonly path: readonly (string | number)[]; readonly source: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (typeof inner === "string") return CONDITIONS.has(key) ? [{ path: place, source: inner }] : [];
    return conditionsIn(inner, place);
  });
}

/** Obligations that only ever follow each other in a circle are never opened. */
function ofChains(file: RegulationFile): readonly Unreachable[] {
  const opened = new Set<string>();
  for (let before = -1; before !== opened.size;) {
    before = opened.size;
    for (const { code, opens } of file.obligations) {
      const isOpened = [opens].flat().some(({ after }) => after === undefined || opened.has(after));
      if (isOpened) opened.add(code);
    }
  }
  return file.obligations.flatMap(({ code }, index) =>
    opened.has(code)
      ? []
      : [
          {
            path: ["obligations", index, "opens"],
            message: `nothing ever opens ${code}: it only follows what waits for it`,
          },
        ],
  );
}

/** A level's rule whose condition a higher level has too never shows. */
function ofLevels(file: RegulationFile): readonly Unreachable[] {
  return file.levels.flatMap((level, index) =>
    (level.any ?? []).flatMap((rule, at): Unreachable[] => {
      const hides = file.levels.find(
        (other) =>
          other.rank > level.rank &&
          (other.any ?? []).some(
            (one) => one.when === rule.when && (one.age === undefined || one.age.reach === rule.age?.reach),
          ),
      );
      return hides === undefined
        ? []
        : [
            {
              path: ["levels", index, "any", at],
              message: `never shows: ${hides.code} has the same condition and ranks higher`,
            },
          ];
    }),
  );
}

const bare = (condition: string): string => condition.replace(/\s+/g, "").replace(/^\((.*)\)$/, "$1");
const negated = (condition: string): string => `!(${bare(condition)})`;

/** Two gates on one act, under the same condition, of which one demands what the other refuses. */
function ofGates(file: RegulationFile): readonly Unreachable[] {
  return file.gates.flatMap((gate, index) =>
    file.gates.slice(0, index).flatMap((other, at): Unreachable[] => {
      const actions = [gate.action].flat().filter((action) => [other.action].flat().includes(action));
      const isOpposite = isNegation(gate.require, other.require) || isNegation(other.require, gate.require);
      if (actions.length === 0 || !isOpposite || (gate.when ?? "") !== (other.when ?? "")) return [];
      const message = `contradicts gates.${at}: ${actions.join(", ")} can never be done`;
      return [{ path: ["gates", index, "require"], message }];
    }),
  );
}

function isNegation(one: string, other: string): boolean {
  return [negated(other), `!${bare(other)}`].includes(bare(one));
}
