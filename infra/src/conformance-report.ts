import path from "node:path";
import {
  conformance,
  publishedRegulation,
  publishedRegulations,
  register,
  RegulationFileError,
  SOURCES,
  type Conformance,
  type RegulationFile,
} from "@hearken/regulation";
import type { TestRun } from "./testing/test-run.js";

/** Specifications whose titles count: those of the package, and those named `*.clauses.spec.ts` or `*.clauses.int.spec.ts`. */
export const CLAUSE_SPECIFICATIONS = [/^packages\/regulation\/src\//, /\.clauses(\.int)?\.spec\.ts$/] as const;

/** Accounts for the 548 clauses by the tests that passed in this run. A regulation that does not load is a contradiction. */
export function conformanceOf({ tests }: Pick<TestRun, "tests">): Conformance {
  const { files, unread } = publishedFiles();
  const found = conformance({
    registers: SOURCES.map(register),
    passed: tests.filter(({ file, hasPassed }) => hasPassed && countsFor(file)).map(({ title }) => title),
    pending: files
      .filter((file) => SOURCES.some((source) => source === file.register))
      .flatMap(({ pending }) => pending)
      .map(({ service, clause }) => ({ service, ids: [clause].flat() })),
  });
  return { ...found, contradictions: [...found.contradictions, ...unread] };
}

/** Overlays leave to other services what their baselines leave to them. */
function publishedFiles(): { readonly files: readonly RegulationFile[]; readonly unread: readonly string[] } {
  const files: RegulationFile[] = [];
  const unread: string[] = [];
  for (const { code, version } of publishedRegulations().filter(({ isOverlay }) => !isOverlay)) {
    try {
      const file = publishedRegulation(code, version);
      if (file !== undefined) files.push(file);
    } catch (error) {
      if (!(error instanceof RegulationFileError)) throw error;
      unread.push(error.message);
    }
  }
  return { files, unread };
}

const countsFor = (file: string): boolean => {
  const posix = file.split(path.sep).join("/");
  return CLAUSE_SPECIFICATIONS.some((pattern) => pattern.test(posix));
};

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
    ...(contradictions.length > 0 ? [`${contradictions.length} contradictory`] : []),
  ];
  return `conformance: ${parts.join(", ")}`;
}
