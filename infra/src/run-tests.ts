import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { createDatabase, databasesNamed, dropDatabases, migrate } from "@hearken/postgres";
import { installHandClock } from "@hearken/testing";
import { z } from "zod";
import { startEmbedded, TEST_TUNING } from "./embedded-postgres.js";
import { migrationSets } from "./migrations.js";
import { isAlive } from "./start-lock.js";
import { runnerEnvironment } from "./testing/environment.js";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const environment = runnerEnvironment();
const stop = new AbortController();
/** What a shell says of a program that was interrupted. */
const INTERRUPTED = 130;
const PREFIX = "hearken_test_";

const outcome = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
});

/**
 * `node infra/dist/run-tests.js [jest arguments]`: a database server for the tests, a template with every migration and
 * the hand clock, jest, and one line of totals. Several runs at once share the server, each with a template of its own.
 */
async function main(jestArguments: readonly string[]): Promise<number> {
  const server = await testServer();
  const template = `${PREFIX}${process.pid}`;
  try {
    await dropOrphans(server.url);
    const url = await createDatabase(server.url, template);
    await migrate({ url, sets: migrationSets() });
    await installHandClock(url);
    if (stop.signal.aborted) return INTERRUPTED;
    return await runJest(jestArguments, {
      HEARKEN_TEST_DATABASE_URL: server.url,
      HEARKEN_TEST_TEMPLATE: template,
    });
  } finally {
    await dropDatabases(server.url, await databasesNamed(server.url, template));
    await server.stop();
  }
}

/** The server that `HEARKEN_TEST_DATABASE_URL` names, else the embedded one, whose data directory is kept. */
async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  if (environment.serverUrl !== undefined) return { url: environment.serverUrl, stop: () => Promise.resolve() };
  return startEmbedded({ name: "test-postgres", tuning: TEST_TUNING });
}

/** Databases of runs that were killed. */
async function dropOrphans(url: string): Promise<void> {
  const names = await databasesNamed(url, PREFIX);
  const orphans = names.filter((name) => !isAlive(Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0])));
  await dropDatabases(url, orphans);
}

async function runJest(jestArguments: readonly string[], variables: Record<string, string>): Promise<number> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), "hearken-tests-"));
  const report = path.join(scratch, "report.json");
  const jest = path.join(ROOT, "node_modules", "jest", "bin", "jest.js");
  try {
    const code = await exitOf(
      spawn(
        process.execPath,
        ["--experimental-vm-modules", "--no-warnings", jest, "--json", `--outputFile=${report}`, ...jestArguments],
        { cwd: ROOT, stdio: ["inherit", "ignore", "inherit"], env: environment.with(variables), signal: stop.signal },
      ),
    );
    if (stop.signal.aborted) return INTERRUPTED;
    return printTotals(report, code);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A suite that does not even load counts as one failure. */
function printTotals(report: string, code: number): number {
  const totals = outcome.parse(JSON.parse(readFileSync(report, "utf8")));
  const failed = totals.numFailedTests + totals.numRuntimeErrorTestSuites;
  const skipped = totals.numPendingTests + totals.numTodoTests;
  const parts = [`${totals.numPassedTests} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  process.stdout.write(`${parts.join(", ")}\n`);
  return code === 0 && failed > 0 ? 1 : code;
}

function exitOf(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      if (!stop.signal.aborted) reject(error);
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

// Jest ends, and then everything started here is stopped in order.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
process.exitCode = await main(process.argv.slice(2));
