import { readFileSync } from "node:fs";
import os from "node:os";

/** On what the figures were taken: without it they mean nothing. */
export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly os: string;
  /** Of the last 1, 5 and 15 minutes, before anything of ours ran. */
  readonly loadBefore: readonly number[];
  /** Processes that were running or ready to, our own included. */
  readonly runnableBefore: number | null;
}

export function machine(): Machine {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString(),
    cores: os.availableParallelism(),
    cpu: cpus[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round((os.totalmem() / 2 ** 30) * 10) / 10,
    node: process.version,
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    loadBefore: os.loadavg().map((load) => Math.round(load * 100) / 100),
    runnableBefore: runnable(),
  };
}

function runnable(): number | null {
  try {
    return Number(/ (\d+)\/\d+ /.exec(readFileSync("/proc/loadavg", "utf8"))?.[1] ?? Number.NaN);
  } catch {
    return null;
  }
}
