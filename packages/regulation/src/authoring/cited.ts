import type { RegulationFile } from "../file/schema.js";
import { register, SOURCES, type Source } from "../register/register.source.js";

/** Every clause that a file cites anywhere. */
export function citedClauses(file: RegulationFile): ReadonlySet<string> {
  return new Set(clausesIn(file));
}

/** Every clause that a part of a file cites, as often as it does; those of the part itself come first. */
export function clausesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(clausesIn);
  const { clause, ...rest } = value as Readonly<Record<string, unknown>>;
  const inner = Object.entries(rest).flatMap(([key, one]) =>
    key === "sectionClauses" ? idsIn(Object.values(one as object)) : clausesIn(one),
  );
  return [...idsIn(clause), ...inner];
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flatMap(idsIn) : [];
}

/** The clauses that a file should cite and does not: those of its register, or of its own. */
export function uncitedClauses(file: RegulationFile): readonly string[] {
  const source = SOURCES.find((one: Source) => one === file.register);
  const all = [...(source === undefined ? [] : register(source).clauses), ...file.clauses];
  const known = citedClauses(file);
  return all.map(({ id }) => id).filter((id) => !known.has(id));
}
