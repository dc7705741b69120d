import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KEPT } from "./environment.js";

const FILE = path.join(KEPT, "running.json");

/** Keeps the address of the house that runs, so that the demo finds it. */
export function rememberRunning(url: string): void {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(FILE, JSON.stringify({ url, pid: process.pid }));
}

/** Forgets it, when it is still ours. */
export function forgetRunning(url: string): void {
  if (runningHouse() === url) rmSync(FILE, { force: true });
}

/** The address of the house that this clone started last; it may have been killed since. */
export function runningHouse(): string | undefined {
  try {
    const { url } = JSON.parse(readFileSync(FILE, "utf8")) as { url?: unknown };
    return typeof url === "string" ? url : undefined;
  } catch {
    return undefined;
  }
}
