import type { Figure } from "../figure.js";
import type { BenchServer } from "../house/bench-database.js";
import { cpuOf } from "../measure/process-usage.js";
import { median } from "../measure/statistics.js";
import { rateOf, type Load, type LoadOrder, type Rate } from "./load.js";

/** What one round under load showed, and what it cost. */
export interface Round extends Rate {
  /** CPU of the process that answered, for each request. */
  readonly serverCpuMs: number;
  /** CPU of all processes of PostgreSQL, for each request. */
  readonly postgresCpuMs: number;
}

export interface UnderLoad {
  readonly server: BenchServer;
  /** Of the process that answers. */
  readonly pid: number;
  readonly load: Load;
}

export async function measured({ server, pid, load }: UnderLoad, order: LoadOrder): Promise<Round> {
  const before = { server: cpuOf(pid) ?? Number.NaN, postgres: server.cpuMs() ?? Number.NaN };
  const rate = await rateOf(load, order);
  return {
    ...rate,
    serverCpuMs: ((cpuOf(pid) ?? Number.NaN) - before.server) / rate.sent,
    postgresCpuMs: ((server.cpuMs() ?? Number.NaN) - before.postgres) / rate.sent,
  };
}

/** Medians over the rounds. */
export function figuresOf(name: string, rounds: readonly Round[]): Figure[] {
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  return [
    { name, value: middle(({ perSecond }) => perSecond), unit: "/s" },
    { name: `${name}: p50`, value: middle(({ p50Ms }) => p50Ms), unit: "ms" },
    { name: `${name}: p99`, value: middle(({ p99Ms }) => p99Ms), unit: "ms" },
    { name: `${name}: CPU of its process`, value: middle(({ serverCpuMs }) => serverCpuMs), unit: "ms/request" },
    { name: `${name}: CPU of PostgreSQL`, value: middle(({ postgresCpuMs }) => postgresCpuMs), unit: "ms/request" },
  ];
}

/** CPU milliseconds of a request in each round: of whoever answers, and of PostgreSQL for it. */
export function cpuOfRounds(rounds: readonly Pick<Round, "serverCpuMs" | "postgresCpuMs">[]): number[] {
  return rounds.map(({ serverCpuMs, postgresCpuMs }) => serverCpuMs + postgresCpuMs);
}
