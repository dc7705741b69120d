import { globSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { isConformant, type Conformance } from "@hearken/regulation";
import Table from "cli-table3";
import { conformanceLine, conformanceOf } from "./conformance-report.js";
import { runJest, runTests, type TestRun } from "./testing/test-run.js";

/* `npm run conformance [-- --json]`: runs the tests that name clauses and accounts for the 548 rows by what passed. */

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const stop = new AbortController();

/** The tests whose titles count; a database is started only when one of them needs it. */
function run(): Promise<TestRun | undefined> {
  const named = globSync("{services/*,packages/*,infra,test}/src/**/*.clauses{,.int}.spec.ts", { cwd: ROOT });
  const wanted = ["packages/regulation/src/", ...named];
  const needsDatabase = named.some((file) => file.endsWith(".int.spec.ts"));
  return needsDatabase ? runTests(wanted, stop.signal) : runJest(wanted, { stop: stop.signal });
}

function print({ sources }: Conformance): void {
  const table = new Table({
    head: ["source", "total", "executed", "carried", "pending", "missing"],
    colAligns: ["left", "right", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const [source, { total, executed, carried, pending, missing }] of Object.entries(sources))
    table.push([source, total, executed, carried, Object.values(pending).flat().length, missing.length]);
  process.stdout.write(`${table.toString()}\n`);
  for (const [source, { pending, missing }] of Object.entries(sources)) {
    for (const [service, ids] of Object.entries(pending))
      process.stdout.write(`${source} waits for ${service}: ${ids.join(" ")}\n`);
    if (missing.length > 0) process.stdout.write(`${source} misses: ${missing.join(" ")}\n`);
  }
}

async function main(asJson: boolean): Promise<number> {
  const tests = await run();
  if (tests === undefined) return 1;
  const found = conformanceOf(tests);
  if (asJson) process.stdout.write(`${JSON.stringify(found.sources, undefined, 2)}\n`);
  else {
    print(found);
    process.stdout.write(`${conformanceLine(found)}\n`);
  }
  for (const contradiction of found.contradictions) process.stderr.write(`${contradiction}\n`);
  if (tests.failed > 0) process.stderr.write(`${tests.failed} tests failed: what they name is not counted\n`);
  return tests.failed === 0 && isConformant(found) ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
process.exitCode = await main(process.argv.includes("--json"));
