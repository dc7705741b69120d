import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { createDatabase, databasesNamed, dropDatabases, migrate } from "@hearken/postgres";
import { installHandClock } from "@hearken/testing";
import { z } from "zod";
import { startEmbedded, TEST_TUNING } from "../embedded-postgres.js";
import { migrationSets } from "../migrations.js";
import { isAlive } from "../start-lock.js";
import { runnerEnvironment } from "./environment.js";

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");
const PREFIX = "hearken_test_";
const environment = runnerEnvironment();

const outcome = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ title: z.string(), status: z.string() })),
    }),
  ),
});

/** A run of jest that came to its end. */
export interface TestRun {
  /** What jest itself ended with. */
  readonly code: number;
  readonly passed: number;
  /** A suite that does not even load counts as one failure. */
  readonly failed: number;
  readonly skipped: number;
  readonly tests: readonly RunTest[];
}

export interface RunTest {
  /** Path of its specification, from the root of the clone. */
  readonly file: string;
  /** What `it` was given. */
  readonly title: string;
  readonly hasPassed: boolean;
}

/**
 * Runs jest beside a database server, with a template that has every migration and the hand clock. Several runs at once
 * share the server, each with a template of its own. `undefined` when `stop` interrupted it.
 */
export async function runTests(jestArguments: readonly string[], stop: AbortSignal): Promise<TestRun | undefined> {
  const server = await testServer();
  const template = `${PREFIX}${process.pid}`;
  try {
    await dropOrphans(server.url);
    const url = await createDatabase(server.url, template);
    await migrate({ url, sets: migrationSets() });
    await installHandClock(url);
    if (stop.aborted) return undefined;
    return await runJest(jestArguments, {
      stop,
      variables: { HEARKEN_TEST_DATABASE_URL: server.url, HEARKEN_TEST_TEMPLATE: template },
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

/** Runs jest alone: for specifications without a database. `undefined` when `stop` interrupted it. */
export async function runJest(
  jestArguments: readonly string[],
  { stop, variables = {} }: { stop: AbortSignal; variables?: Record<string, string> },
): Promise<TestRun | undefined> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), "hearken-tests-"));
  const report = path.join(scratch, "report.json");
  const jest = path.join(ROOT, "node_modules", "jest", "bin", "jest.js");
  try {
    const child = spawn(
      process.execPath,
      ["--experimental-vm-modules", "--no-warnings", jest, "--json", `--outputFile=${report}`, ...jestArguments],
      { cwd: ROOT, stdio: ["inherit", "ignore", "inherit"], env: environment.with(variables), signal: stop },
    );
    const code = await exitOf(child, stop);
    return stop.aborted ? undefined : readRun(report, code);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readRun(report: string, code: number): TestRun {
  const totals = outcome.parse(JSON.parse(readFileSync(report, "utf8")));
  return {
    code,
    passed: totals.numPassedTests,
    failed: totals.numFailedTests + totals.numRuntimeErrorTestSuites,
    skipped: totals.numPendingTests + totals.numTodoTests,
    tests: totals.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ title, status }) => ({
        file: path.relative(ROOT, name),
        title,
        hasPassed: status === "passed",
      })),
    ),
  };
}

function exitOf(child: ReturnType<typeof spawn>, stop: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      if (!stop.aborted) reject(error);
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
