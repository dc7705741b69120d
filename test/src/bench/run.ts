import process from "node:process";
import { measureEngine } from "./engine/engine.bench.js";
import type { BenchName, BenchResult, Progress } from "./figure.js";
import { measureFiling } from "./filing.bench.js";
import { openBenchServer, type BenchServer } from "./house/bench-database.js";
import { measureImport } from "./import/import.bench.js";
import { machine } from "./measure/machine.js";
import { benchOptions, USAGE, type BenchOptions } from "./options.js";
import { measurePage } from "./page.bench.js";
import { tableOf, type Report } from "./report.js";
import { measureTime } from "./time.bench.js";
import { measureTrial } from "./trial/trial.bench.js";
import { measureWall } from "./wall/wall.bench.js";

/* `npm run bench`: the figures of README.md. */

type Measured = Omit<BenchResult, "bench" | "seconds">;
type OnServer = (server: BenchServer, options: BenchOptions, say: Progress) => Promise<Measured>;

const ON_SERVER: Readonly<Record<Exclude<BenchName, "engine">, OnServer>> = {
  filing: measureFiling,
  import: measureImport,
  page: measurePage,
  time: measureTime,
  wall: measureWall,
};

async function main(options: BenchOptions): Promise<void> {
  const before = machine();
  const say: Progress = (text) => void process.stderr.write(`  ${text}\n`);
  const results: BenchResult[] = [];
  let server: BenchServer | undefined;
  try {
    for (const bench of options.benches) {
      const began = performance.now();
      say(`— ${bench}`);
      const measured =
        bench === "engine"
          ? joined(measureEngine(), await measureTrial((server ??= await openBenchServer()), options.trialRows, say))
          : await ON_SERVER[bench]((server ??= await openBenchServer()), options, say);
      results.push({ bench, ...measured, seconds: (performance.now() - began) / 1_000 });
    }
  } finally {
    await server?.close();
  }
  const report: Report = { machine: { ...before, postgres: server?.version ?? null }, results };
  if (!options.isJsonAlone) process.stdout.write(`${tableOf(report)}\n\n`);
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

/** Figures of two measurements under one name. */
function joined(one: Measured, other: Measured): Measured {
  return {
    figures: [...one.figures, ...other.figures],
    notes: [...one.notes, ...other.notes],
    details: { ...one.details, ...other.details },
  };
}

function asked(): BenchOptions {
  try {
    return benchOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

await main(asked());
