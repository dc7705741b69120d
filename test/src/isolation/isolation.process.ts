import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { environmentWith, FIGURES, FULL } from "./environment.js";
import type { Found } from "./figures.js";
import { reportOf, textOf } from "./report.js";

/* `npm run isolation [-- --json]`: the whole suite, with every mutant, and its figures. */

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");
const isJsonAlone = process.argv.slice(2).includes("--json");

async function main(): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearken-isolation-"));
  try {
    const figures = path.join(folder, "figures.jsonl");
    const code = await runSuite(figures);
    const lines = (await readFile(figures, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
    const report = reportOf(lines.map((line) => JSON.parse(line) as Found));
    process.stdout.write(
      isJsonAlone ? `${JSON.stringify({ ...report, isPassed: code === 0 }, null, 2)}\n` : textOf(report),
    );
    return code !== 0 || report.killed < report.total ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runSuite(figures: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "infra", "dist", "run-tests.js"), "--runInBand", "test/src/isolation"],
    // Standard output belongs to the figures.
    { cwd: ROOT, stdio: ["ignore", 2, 2], env: environmentWith({ [FULL]: "1", [FIGURES]: figures }) },
  );
  // The terminal's Ctrl-C reaches the suite too, and it ends in order.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

process.exitCode = await main();
