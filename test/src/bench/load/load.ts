import { startChild, type Child } from "../child.js";
import { quantile } from "../measure/statistics.js";

/** What to ask of a server on this machine, and how long. */
export interface LoadOrder {
  readonly port: number;
  readonly path: string;
  readonly token?: string | undefined;
  /** JSON. */
  readonly body: string;
  /** A uuid in the body, instead of which each request has one of its own. */
  readonly unique?: string | undefined;
  /** What every good answer holds. */
  readonly expects: string;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly forMs: number;
}

export interface LoadResult {
  readonly seconds: number;
  /** Milliseconds from the first byte sent to the last byte read, of good answers. */
  readonly latencies: Float64Array;
  readonly failed: number;
  /** The first few of them. */
  readonly failures: readonly string[];
  /** Of the last answer's body. */
  readonly bytes: number;
  /** Used by the load itself. */
  readonly cpuMs: number;
  /** Requests that were answered while it warmed up. */
  readonly warmUp: number;
}

/** The process that asks. */
export type Load = Child<LoadOrder, LoadResult>;

export function startLoad(): Load {
  return startChild<LoadOrder, LoadResult>("load/load.process.js");
}

export interface Rate {
  /** Good answers that count. */
  readonly requests: number;
  /** Those, and those of the warm-up. */
  readonly sent: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of an answer's body. */
  readonly bytes: number;
  /** CPU of the load itself, for each request. */
  readonly loadCpuMs: number;
}

/** One round. Throws when an answer was not good: a figure over errors is no figure. */
export async function rateOf(load: Load, order: LoadOrder): Promise<Rate> {
  const { seconds, latencies, failed, failures, bytes, cpuMs, warmUp } = await load.ask(order);
  if (failed > 0 || latencies.length === 0)
    throw new Error(`${failed} requests failed, such as: ${failures.join("\n")}`);
  const samples = [...latencies];
  return {
    requests: samples.length,
    sent: samples.length + warmUp,
    perSecond: samples.length / seconds,
    p50Ms: quantile(samples, 0.5),
    p99Ms: quantile(samples, 0.99),
    bytes,
    loadCpuMs: cpuMs / samples.length,
  };
}
