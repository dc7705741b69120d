import { startChild, type Child } from "../child.js";

/** What the worker's process is asked. */
export type WorkerOrder =
  | { readonly order: "open"; readonly url: string }
  /** Answers how long it took to look for what is due: as the worker did by itself during these seconds, then as often as can be. */
  | { readonly order: "watch idle polls"; readonly seconds: number; readonly times: number };

export type WorkerAnswer = IdlePolls | { readonly isDone: true };

/** Milliseconds, seen by the worker. */
export interface IdlePolls {
  /** The worker's own looks, five a second. */
  readonly own: readonly number[];
  /** The same look over and over. */
  readonly repeated: readonly number[];
  /** A unit of work for the big tenant that claims nothing. */
  readonly emptyClaims: readonly number[];
}

export type WorkerProcess = Child<WorkerOrder, WorkerAnswer>;

/** Escalation's consumers and worker of time, as they run apart: in a process of their own. */
export async function startWorker(url: string): Promise<WorkerProcess> {
  const worker = startChild<WorkerOrder, WorkerAnswer>("worker/worker.process.js");
  await worker.ask({ order: "open", url });
  return worker;
}
