import path from "node:path";
import { parseArgs } from "node:util";
import { BENCHES, type BenchName } from "./figure.js";

/** What was asked for on the command line. */
export interface BenchOptions {
  readonly benches: readonly BenchName[];
  /** JSON alone, on standard output. */
  readonly isJsonAlone: boolean;
  /** Open complaints in the database of `time`, complaints in that of `wall`. */
  readonly rows: number;
  /** Complaints in the database of `page`. */
  readonly pageRows: number;
  /** Past complaints that the bench of the engine tries under another regulation. */
  readonly trialRows: number;
  /** Rows of the file that the bench of imports brings. */
  readonly importRows: number;
  /** Keep-alive connections of the load. */
  readonly connections: number;
  /** Rounds of each contender. */
  readonly rounds: number;
  /** Length of one round. */
  readonly seconds: number;
  /** Where CPU profiles of the house are left; `undefined`: none is taken. */
  readonly profile: string | undefined;
}

export const USAGE = `npm run bench -- [${BENCHES.join(" | ")}] … [options]
  --json             JSON alone
  --rows N           complaints of the benches of time and of the wall (1,000,000)
  --page-rows N      complaints of the bench of pages (20,000)
  --trial-rows N     past complaints that are tried under another regulation (100,000)
  --import-rows N    rows of the file that is imported (100,000)
  --connections N    keep-alive connections (16)
  --rounds N         rounds of each contender (5)
  --seconds N        length of a round (4)
  --profile DIR      CPU profiles of the house
Uses DATABASE_URL when it is set, else an embedded server of its own. Makes and drops the database hearken_bench.`;

/** Where the profile of a part goes; `undefined` when none was asked for. */
export function profileOf({ profile }: BenchOptions, part: string): string | undefined {
  return profile === undefined ? undefined : path.resolve(profile, `${part.replace("/", "")}.cpuprofile`);
}

/** Throws with what is wrong. */
export function benchOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      rows: { type: "string", default: "1000000" },
      "page-rows": { type: "string", default: "20000" },
      "trial-rows": { type: "string", default: "100000" },
      "import-rows": { type: "string", default: "100000" },
      connections: { type: "string", default: "16" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "4" },
      profile: { type: "string" },
    },
  });
  const unknown = positionals.find((name) => !isBench(name));
  if (unknown !== undefined) throw new Error(`there is no bench ${unknown}`);
  const asked = positionals.filter(isBench);
  return {
    benches: asked.length === 0 ? BENCHES : BENCHES.filter((name) => asked.includes(name)),
    isJsonAlone: values.json,
    rows: positive("rows", values.rows),
    pageRows: positive("page-rows", values["page-rows"]),
    trialRows: positive("trial-rows", values["trial-rows"]),
    importRows: positive("import-rows", values["import-rows"]),
    connections: positive("connections", values.connections),
    rounds: positive("rounds", values.rounds),
    seconds: positive("seconds", values.seconds),
    profile: values.profile,
  };
}

function isBench(name: string): name is BenchName {
  return (BENCHES as readonly string[]).includes(name);
}

function positive(name: string, text: string): number {
  const value = Number(text.replaceAll("_", "").replaceAll(",", ""));
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is a whole number from 1 on, not ${text}`);
  return value;
}
