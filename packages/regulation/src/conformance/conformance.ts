import { clauseTitle } from "./clause-title.js";

/** What became of one source's clauses. Every row is exactly one of the four. */
export interface SourceConformance {
  readonly total: number;
  /** Rows that a passed test's title begins with. */
  readonly executed: number;
  /** Rows whose text a passed test found shown where it applies. */
  readonly carried: number;
  /** Ids by the service that is to enforce them and is not built yet. */
  readonly pending: Readonly<Record<string, readonly string[]>>;
  readonly missing: readonly string[];
}

export interface Conformance {
  readonly sources: Readonly<Record<string, SourceConformance>>;
  /** What contradicts itself: a row that is pending and executed, a title or a file that names what no register has. */
  readonly contradictions: readonly string[];
}

export interface ConformanceInput {
  readonly registers: readonly { readonly source: string; readonly clauses: readonly { readonly id: string }[] }[];
  /** Titles of the tests that passed in the run that is reported. */
  readonly passed: readonly string[];
  /** What the regulation files leave to a service that is not built yet. */
  readonly pending: readonly { readonly service: string; readonly ids: readonly string[] }[];
}

/** Accounts for every row of the registers by what the run itself proved. */
export function conformance({ registers, passed, pending }: ConformanceInput): Conformance {
  const named = { executed: new Set<string>(), carried: new Set<string>() };
  for (const title of passed) {
    const clauses = clauseTitle(title);
    for (const id of clauses?.ids ?? []) named[clauses?.as ?? "executed"].add(id);
  }
  const leftTo = new Map(pending.flatMap(({ service, ids }) => ids.map((id) => [id, service] as const)));
  const known = new Set(registers.flatMap(({ clauses }) => clauses.map(({ id }) => id)));
  const prefixOf = (id: string): string => id.slice(0, id.indexOf("-") + 1);
  const prefixes = new Set([...known].map(prefixOf));
  const state = (id: string): "executed" | "carried" | "pending" | "missing" =>
    named.executed.has(id) ? "executed" : leftTo.has(id) ? "pending" : named.carried.has(id) ? "carried" : "missing";
  return {
    sources: Object.fromEntries(
      registers.map(({ source, clauses }) => [
        source,
        accountFor(
          clauses.map(({ id }) => id),
          { state, leftTo },
        ),
      ]),
    ),
    contradictions: [
      ...[...leftTo].flatMap(([id, service]) =>
        named.executed.has(id) ? [`${id} waits for ${service}, and a test executes it`] : [],
      ),
      ...[...named.executed, ...named.carried].flatMap((id) =>
        // Other regulations bring registers of their own.
        known.has(id) || !prefixes.has(prefixOf(id)) ? [] : [`a test's title names ${id}, which no register has`],
      ),
      ...[...leftTo.keys()].flatMap((id) => (known.has(id) ? [] : [`${id} is pending, and no register has it`])),
    ],
  };
}

/** Whether nothing is missing and nothing contradicts itself. */
export function isConformant({ sources, contradictions }: Conformance): boolean {
  return contradictions.length === 0 && Object.values(sources).every(({ missing }) => missing.length === 0);
}

function accountFor(
  ids: readonly string[],
  { state, leftTo }: { state: (id: string) => string; leftTo: ReadonlyMap<string, string> },
): SourceConformance {
  const inState = (wanted: string): readonly string[] => ids.filter((id) => state(id) === wanted);
  const pending: Record<string, string[]> = {};
  for (const id of inState("pending")) (pending[leftTo.get(id) ?? ""] ??= []).push(id);
  return {
    total: ids.length,
    executed: inState("executed").length,
    carried: inState("carried").length,
    pending,
    missing: inState("missing"),
  };
}
