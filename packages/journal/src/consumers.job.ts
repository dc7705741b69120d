import { CommitUnknown, type Database } from "@hearken/postgres";
import { ConsumerReader, newestOf } from "./checkpoint.repository.js";
import { step, type Stepped, type Working } from "./consume.job.js";
import type { Consumer } from "./consumer.js";
import { SILENT, type JournalLog } from "./journal-log.js";
import { compareXids } from "./position.js";
import { Alarm, type Wake } from "./wake.js";

export interface ConsumersOptions {
  /** Hints that there is something new; without them the consumers poll. */
  readonly wake?: Wake;
  /** Milliseconds between two looks without a hint; 1,000 when absent. */
  readonly pollMs?: number;
  readonly log?: JournalLog;
  /** How often an event is tried by itself before it is parked; 3 when absent. */
  readonly attempts?: number;
  /** Milliseconds before the first retry of an event, doubled at each; 100 when absent. */
  readonly retryMs?: number;
  /** Events looked at in one go; 1,000 when absent. */
  readonly limit?: number;
}

export interface Running {
  /** Resolves when the unit of work under way has ended. */
  stop(): Promise<void>;
}

const MOST_REST = 5_000;

/** Runs consumers until stopped. Any number of processes may run the same ones at once. */
export function startConsumers(
  database: Database,
  consumers: readonly Consumer[],
  options: ConsumersOptions = {},
): Running {
  const workers = consumers.map((consumer) => {
    const alarm = new Alarm(options.wake);
    return { alarm, done: run(database, { consumer, alarm, options }) };
  });
  return {
    stop: async () => {
      for (const { alarm } of workers) alarm.stop();
      await Promise.all(workers.map(({ done }) => done));
    },
  };
}

interface Worker {
  readonly consumer: Consumer;
  readonly alarm: Alarm;
  readonly options: ConsumersOptions;
}

async function run(database: Database, { consumer, alarm, options }: Worker): Promise<void> {
  const log = options.log ?? SILENT;
  const working: Working = {
    database,
    log,
    limit: options.limit ?? 1_000,
    attempts: options.attempts ?? 3,
    pause: (n) => alarm.rest((options.retryMs ?? 100) * 2 ** (n - 1)),
    isStopping: () => alarm.stopped,
  };
  // A hint is answered by the cheap look; a poll, which nobody waits for, by the exact one.
  let exactly = true;
  const reader = new ConsumerReader(consumer);
  for (let failures = 0; !alarm.stopped;) {
    try {
      const { hasMore } = await step(working, reader, exactly);
      failures = 0;
      if (!hasMore) exactly = !(await alarm.wait(options.pollMs ?? 1_000));
    } catch (error) {
      failures += 1;
      log.warn({ err: error, consumer: consumer.name, failures }, "a consumer could not work and tries again");
      await alarm.rest(Math.min(MOST_REST, 50 * 2 ** Math.min(failures, 10)));
    }
  }
}

export interface DrainOptions extends Pick<ConsumersOptions, "attempts" | "limit" | "log"> {
  /** Milliseconds to wait for transactions that still run in this database; 10,000 when absent. */
  readonly patienceMs?: number;
}

const GLANCE = 3;

/**
 * Runs consumers by hand until nothing is left, also of what they append themselves; answers how many events were
 * handled. Sees whatever was committed before the call. A transaction that still runs in this database may yet append
 * something earlier: it is waited for, and after `patienceMs` this throws.
 */
export async function drainConsumers(
  database: Database,
  consumers: readonly Consumer[],
  options: DrainOptions = {},
): Promise<number> {
  const alarm = new Alarm();
  const working: Working = {
    database,
    log: options.log ?? SILENT,
    limit: options.limit ?? 1_000,
    attempts: options.attempts ?? 3,
    pause: () => Promise.resolve(),
    isStopping: () => false,
  };
  const patience = options.patienceMs ?? 10_000;
  const readers = consumers.map((consumer) => new ConsumerReader(consumer));
  let handled = 0;
  for (let since = performance.now(); ;) {
    const round = await drainRound(working, readers);
    handled += round.handled;
    if (round.isDone) return handled;
    if (round.hasMoved) since = performance.now();
    else if (performance.now() - since > patience) throw new Error("a transaction is open and holds the journal back");
    else await alarm.rest(GLANCE);
  }
}

async function drainRound(
  working: Working,
  readers: readonly ConsumerReader[],
): Promise<{ handled: number; hasMoved: boolean; isDone: boolean }> {
  const newest = await newestOf(working.database);
  let handled = 0;
  let hasMoved = false;
  let isDone = true;
  for (const reader of readers) {
    const stepped = await stepCertainly(working, reader);
    if (stepped === undefined) {
      isDone = false;
      continue;
    }
    handled += stepped.handled;
    hasMoved ||= stepped.handled + stepped.parked > 0 || (stepped.hasMore && !stepped.isContested);
    isDone &&= !stepped.isContested && (newest === undefined || compareXids(newest.xid, stepped.horizon) < 0);
  }
  return { handled, hasMoved, isDone: isDone && !hasMoved };
}

/** `undefined` when a connection broke during a commit: what came of it is found by reading again. */
async function stepCertainly(working: Working, reader: ConsumerReader): Promise<Stepped | undefined> {
  try {
    return await step(working, reader, true);
  } catch (error) {
    if (error instanceof CommitUnknown) return undefined;
    throw error;
  }
}
