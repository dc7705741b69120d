import { setTimeout as pause } from "node:timers/promises";
import type { Platform, Stoppable, Worker } from "./service.js";

export interface Repeated {
  readonly name: string;
  readonly log: Platform["log"];
  /** Between the end of one round and the next, in milliseconds; `work` that answers 0 had nothing to do. */
  readonly restMs: number;
}

const FIRST_REST_MS = 200;

/**
 * A worker that does one round of `work` after another: at once while there is something to do, then after a rest. A
 * round that fails is logged and tried again, after twice as long each time up to the rest.
 */
export function repeatedWorker(repeated: Repeated, work: () => Promise<number>): Worker {
  return {
    name: repeated.name,
    start(): Stoppable {
      const ended = new AbortController();
      const done = keepWorking(repeated, work, ended.signal);
      return {
        async stop() {
          ended.abort();
          await done;
        },
      };
    },
  };
}

async function keepWorking({ name, log, restMs }: Repeated, work: () => Promise<number>, ended: AbortSignal) {
  let failures = 0;
  while (!ended.aborted) {
    let rest = restMs;
    try {
      if ((await work()) > 0) rest = 0;
      failures = 0;
    } catch (error) {
      failures += 1;
      log.warn({ err: error, worker: name, failures }, "a worker could not work and tries again");
      rest = Math.min(restMs, FIRST_REST_MS * 2 ** failures);
    }
    // Its end is no failure: the loop looks at the signal itself.
    if (rest > 0) await pause(rest, undefined, { signal: ended, ref: false }).catch(() => undefined);
  }
}
