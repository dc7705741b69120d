import {
  baselineOf,
  carriedClauses,
  publishedRegulation,
  publishedRegulations,
  register,
  SOURCES,
  type RegulationFile,
} from "@hearken/regulation";

/** One published version of a regulation, as people read it. */
export interface RegulationText {
  /** `ligao@1`. */
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly file: RegulationFile;
  /** Id of the version that it makes stricter; `undefined` for one that stands by itself. */
  readonly baselineId: string | undefined;
  /** Ids of its clauses in the order of the source: those of the register, then its own. */
  readonly clauseIds: readonly string[];
  /** Where a clause is shown that nobody enforces. */
  readonly shownAt: ReadonlyMap<string, readonly string[]>;
}

const texts = new Map<string, RegulationText>();
let published: readonly string[] | undefined;

/** How a version of a regulation is named. */
export function regulationId(code: string, version: number): string {
  return `${code}@${version}`;
}

/** The ids of everything that is published, by code and version. What ships does not change while the program runs. */
export function regulationIds(): readonly string[] {
  published ??= publishedRegulations()
    .toSorted((a, b) => (a.code === b.code ? a.version - b.version : a.code < b.code ? -1 : 1))
    .map(({ code, version }) => regulationId(code, version));
  return published;
}

/** The version with that id; `undefined` when it is not published. */
export function regulationText(id: string): RegulationText | undefined {
  const known = texts.get(id);
  if (known !== undefined) return known;
  if (!regulationIds().includes(id)) return undefined;
  const [code = "", version = ""] = id.split("@");
  const file = publishedRegulation(code, Number(version));
  if (file === undefined) return undefined;
  const text = readText(file, id);
  texts.set(id, text);
  return text;
}

/** The version that was published last; `undefined` for a code that none has. */
export function latestText(code: string): RegulationText | undefined {
  const id = regulationIds().findLast((one) => one.startsWith(`${code}@`));
  return id === undefined ? undefined : regulationText(id);
}

function readText(file: RegulationFile, id: string): RegulationText {
  const { regulation: code, version } = file;
  const baseline = baselineOf(code, version);
  const source = SOURCES.find((one) => one === file.register);
  const registered = source === undefined ? [] : register(source).clauses;
  return {
    ...{ id, code, version, file },
    baselineId: baseline === undefined ? undefined : regulationId(baseline.regulation, baseline.version),
    clauseIds: [...registered, ...file.clauses].map((clause) => clause.id),
    shownAt: new Map(carriedClauses(file).map((one) => [one.id, [...new Set(one.showings.map(({ place }) => place))]])),
  };
}
