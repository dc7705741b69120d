import type { Logger } from "pino";
import type { Stoppable, Worker } from "./service.js";

/** One round of work: how much was done, and how long there is nothing more to do. */
export interface Round {
  readonly done: number;
  /** Milliseconds until the next look when nothing was done; the worker's own when absent. */
  readonly waitMs?: number;
}

export interface PollingWork {
  readonly name: string;
  readonly log: Logger;
  /** Milliseconds between two looks when there is nothing to do. */
  readonly everyMs: number;
  readonly round: () => Promise<Round>;
}

const MOST_REST_MS = 5_000;

/**
 * A worker that looks for work again and again: at once after a round that did something, after a rest when there was
 * nothing, after a longer one each time a round fails. Stopping waits for the round under way.
 */
export function pollingWorker(work: PollingWork): Worker {
  return {
    name: work.name,
    start(): Stoppable {
      const ending = new AbortController();
      const done = keepLooking(work, ending.signal);
      return {
        async stop() {
          ending.abort();
          await done;
        },
      };
    },
  };
}

async function keepLooking({ name, log, everyMs, round }: PollingWork, ending: AbortSignal): Promise<void> {
  let failures = 0;
  while (!ending.aborted) {
    try {
      const { done, waitMs = everyMs } = await round();
      failures = 0;
      if (done === 0) await rest(Math.max(1, waitMs), ending);
    } catch (error) {
      failures += 1;
      log.warn({ err: error, worker: name, failures }, "a worker could not work and tries again");
      await rest(Math.min(MOST_REST_MS, everyMs * 2 ** failures), ending);
    }
  }
}

/** Ends early when the work is to end. */
async function rest(ms: number, ending: AbortSignal): Promise<void> {
  if (ending.aborted) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      ending.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ending.addEventListener("abort", done);
  });
}
