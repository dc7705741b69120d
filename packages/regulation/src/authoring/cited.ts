import type { RegulationFile } from "../file/schema.js";
import { register, SOURCES, type Source } from "../register/register.source.js";

/** Every clause that a file cites anywhere. */
export function citedClauses(file: RegulationFile): ReadonlySet<string> {
  return new Set(cited(file));
}

function cited(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(cited);
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === "clause" ? idsIn(inner) : key === "sectionClauses" ? idsIn(Object.values(inner as object)) : cited(inner),
  );
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
