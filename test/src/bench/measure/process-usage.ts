import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** CPU time and memory of processes, from /proc; without it (another system than Linux) every answer is `undefined`. */

interface ProcessStat {
  readonly pid: number;
  readonly name: string;
  readonly parent: number;
  /** CPU milliseconds of the process itself. */
  readonly ownMs: number;
  /** CPU milliseconds of its children that have ended. */
  readonly endedChildrenMs: number;
}

const TICKS = ticksPerSecond();

/** CPU milliseconds that a process has used so far. */
export function cpuOf(pid: number): number | undefined {
  return statOf(pid)?.ownMs;
}

/** Resident memory of a process in MiB: now, and the most that it ever was. */
export function memoryOf(pid: number): { readonly nowMiB: number; readonly peakMiB: number } | undefined {
  const status = read(`/proc/${pid}/status`);
  const kib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status ?? "")?.[1]);
  return status === undefined ? undefined : { nowMiB: kib("VmRSS") / 1024, peakMiB: kib("VmHWM") / 1024 };
}

/** The parent of a server process: what all server processes of PostgreSQL descend from. `undefined`: it is elsewhere. */
export function postmasterOf(backendPid: number): number | undefined {
  const backend = statOf(backendPid);
  return backend?.name === "postgres" ? backend.parent : undefined;
}

/** CPU milliseconds that a PostgreSQL server has used: the processes that run and those that have ended. */
export function cpuOfPostgres(postmaster: number): number | undefined {
  const parent = statOf(postmaster);
  if (parent === undefined) return undefined;
  const children = processes().filter((one) => one.parent === postmaster);
  return children.reduce((sum, { ownMs }) => sum + ownMs, parent.ownMs + parent.endedChildrenMs);
}

function processes(): ProcessStat[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map((pid) => statOf(Number(pid)))
    .filter((stat) => stat !== undefined);
}

function statOf(pid: number): ProcessStat | undefined {
  const text = read(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The name stands in parentheses and may hold anything.
  const end = text.lastIndexOf(")");
  const fields = text
    .slice(end + 2)
    .split(" ")
    .map(Number);
  const ms = (...at: readonly number[]): number =>
    at.reduce((sum, one) => sum + (fields[one] ?? 0), 0) * (1_000 / TICKS);
  return {
    pid,
    name: text.slice(text.indexOf("(") + 1, end),
    parent: fields[1] ?? 0,
    ownMs: ms(11, 12),
    endedChildrenMs: ms(13, 14),
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function ticksPerSecond(): number {
  try {
    return Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return 100;
  }
}
