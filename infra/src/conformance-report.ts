import path from "node:path";
import {
  conformance,
  publishedRegulation,
  publishedRegulations,
  register,
  SOURCES,
  type Conformance,
  type ConformanceInput,
} from "@hearken/regulation";
import { z } from "zod";
import type { TestRun } from "./testing/test-run.js";

/** What makes a run of all tests fail: a clause that is missing, a rule that no test misses. Until five regulations stand it is only said. */
export const DEMANDED: { readonly everyClause: boolean; readonly everyRule: boolean } = {
  everyClause: false,
  everyRule: false,
};

/** Specifications whose titles count: those of the package, and those named `*.clauses.spec.ts` or `*.clauses.int.spec.ts`. */
export const CLAUSE_SPECIFICATIONS = [/^packages\/regulation\/src\//, /\.clauses(\.int)?\.spec\.ts$/] as const;

const pendingPart = z.object({
  register: z.string().optional(),
  pending: z.array(z.object({ service: z.string(), clause: z.union([z.string(), z.array(z.string())]) })).default([]),
});

/** Accounts for the 548 clauses by the tests that passed in this run. */
export function conformanceOf({ tests }: Pick<TestRun, "tests">): Conformance {
  return conformance({
    registers: SOURCES.map(register),
    passed: tests.filter(({ file, hasPassed }) => hasPassed && countsFor(file)).map(({ title }) => title),
    pending: published().flatMap(({ register: source, pending }) =>
      SOURCES.some((known) => known === source)
        ? pending.map(({ service, clause }): ConformanceInput["pending"][number] => ({ service, ids: [clause].flat() }))
        : [],
    ),
  });
}

const countsFor = (file: string): boolean => {
  const posix = file.split(path.sep).join("/");
  return CLAUSE_SPECIFICATIONS.some((pattern) => pattern.test(posix));
};

/** The newest version of every regulation that ships. */
function published(): readonly z.infer<typeof pendingPart>[] {
  const newest = new Map<string, number>();
  for (const { code, version } of publishedRegulations()) newest.set(code, Math.max(version, newest.get(code) ?? 0));
  return [...newest].map(([code, version]) => pendingPart.parse(publishedRegulation(code, version)));
}

/** `conformance: 548 clauses, 301 executed, 180 carried, 40 pending, 27 missing`. */
export function conformanceLine({ sources, contradictions }: Conformance): string {
  const all = Object.values(sources);
  const sum = (of: (source: (typeof all)[number]) => number): number => all.reduce((so, one) => so + of(one), 0);
  const parts = [
    `${sum(({ total }) => total)} clauses`,
    `${sum(({ executed }) => executed)} executed`,
    `${sum(({ carried }) => carried)} carried`,
    `${sum(({ pending }) => Object.values(pending).flat().length)} pending`,
    `${sum(({ missing }) => missing.length)} missing`,
    ...(contradictions.length > 0 ? [`${contradictions.length} contradictions`] : []),
  ];
  return `conformance: ${parts.join(", ")}`;
}
