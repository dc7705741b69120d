import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** One numbered statement of a source procedure. */
export interface Clause {
  readonly id: string;
  /** The register it stands in, for example `ligao`. */
  readonly source: string;
  readonly kind: string;
  readonly service: string;
  /** What the document demands, paraphrased in English. */
  readonly requirement: string;
  readonly check: string;
  readonly note?: string;
  readonly refs?: readonly string[];
}

/** The source procedures whose registers the product carries. */
export const SOURCES = ["ligao", "property-kf02", "zhonghai", "jindi", "sales-plan"] as const;
export type Source = (typeof SOURCES)[number];

export interface Register {
  readonly source: Source;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly clauses: readonly Clause[];
}

interface RegisterFile {
  document: { title_zh: string; title_en: string };
  clauses: readonly {
    id: string;
    kind: string;
    service: string;
    requirement: string;
    check: string;
    note?: string;
    refs?: readonly string[];
  }[];
}

const registers = new Map<Source, Register>();
const byId = new Map<string, Clause>();

/** The register of one source; read on first use. */
export function register(source: Source): Register {
  const known = registers.get(source);
  if (known !== undefined) return known;
  const file = parse(readFileSync(new URL(`../../register/${source}.yaml`, import.meta.url), "utf8")) as RegisterFile;
  const read: Register = {
    source,
    titleZh: file.document.title_zh,
    titleEn: file.document.title_en,
    clauses: file.clauses.map((clause) => ({
      ...clause,
      source,
      requirement: clause.requirement.trim(),
      check: clause.check.trim(),
    })),
  };
  registers.set(source, read);
  for (const clause of read.clauses) byId.set(clause.id, clause);
  return read;
}

const PREFIXES: Readonly<Record<string, Source>> = {
  LG: "ligao",
  KF: "property-kf02",
  ZH: "zhonghai",
  JD: "jindi",
  SP: "sales-plan",
};

/** The clause with this id, or `undefined` when no register has it. */
export function clauseById(id: string): Clause | undefined {
  const source = PREFIXES[id.slice(0, 2)];
  if (source === undefined) return undefined;
  register(source);
  return byId.get(id);
}
