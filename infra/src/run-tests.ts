import process from "node:process";
import { isConformant } from "@hearken/regulation";
import { conformanceLine, conformanceOf } from "./conformance-report.js";
import { runTests, type TestRun } from "./testing/test-run.js";

const stop = new AbortController();
/** What a shell says of a program that was interrupted. */
const INTERRUPTED = 130;

/** `node infra/dist/run-tests.js [jest arguments]`: the tests, with their database, and one line of totals. */
async function main(jestArguments: readonly string[]): Promise<number> {
  const run = await runTests(jestArguments, stop.signal);
  if (run === undefined) return INTERRUPTED;
  const accounted = jestArguments.length > 0 || accountForClauses(run);
  const parts = [
    `${run.passed} passed`,
    `${run.failed} failed`,
    ...(run.skipped > 0 ? [`${run.skipped} skipped`] : []),
  ];
  process.stdout.write(`${parts.join(", ")}\n`);
  return run.code === 0 && (run.failed > 0 || !accounted) ? 1 : run.code;
}

/** Says what a run of everything proved of the registers; a clause that is missing fails it. */
function accountForClauses(run: TestRun): boolean {
  const found = conformanceOf(run);
  process.stdout.write(`${conformanceLine(found)}\n`);
  return isConformant(found);
}

// Jest ends, and then everything started here is stopped in order.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
process.exitCode = await main(process.argv.slice(2));
