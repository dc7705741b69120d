import type { EventType } from "@hearken/contracts";
import { DAY, type TenantId } from "@hearken/kernel";
import type { Database } from "@hearken/postgres";
import { ResyncRequired } from "./journal-error.js";
import { SILENT, type JournalLog } from "./journal-log.js";
import { comparePositions, compareXids, parseCursor, type Position } from "./position.js";
import { positionOf, recordedEvent, type EventRow, type RecordedEvent } from "./recorded-event.js";
import { Subscription } from "./subscription.js";
import { costOfReplay, endOfJournal, readPage } from "./tail.query.js";
import { Alarm, type Wake } from "./wake.js";

export interface TailOptions {
  readonly wake?: Wake;
  /** Milliseconds between two looks without a hint; 1,000 when absent. */
  readonly pollMs?: number;
  readonly log?: JournalLog;
  /** Beyond either a cursor is answered by `ResyncRequired`; 10,000 events and one day when absent. */
  readonly maxReplay?: { readonly events: number; readonly ageMs: number };
}

export interface Subscribe {
  readonly tenantId: TenantId;
  readonly types: readonly EventType[];
  /** The cursor of the last event that the subscriber has; only what comes from now on when absent. */
  readonly after?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many events may wait for the reader before it is ended; 256 when absent. */
  readonly maxQueue?: number | undefined;
  /** Called once: with the error that ended it, or without one when the reader or the house did. */
  readonly onEnd?: ((reason: Error | undefined) => void) | undefined;
}

/** One reader of the journal for all subscribers of a process. */
export interface Tail {
  /**
   * The tenant's events of some types: from the cursor on, then live, without a gap and without a repetition.
   * Reading throws `BadCursor`, `ResyncRequired`, `SlowReader`, `UnknownContract` or `DatabaseUnavailable`, and ends.
   */
  subscribe(request: Subscribe): AsyncIterableIterator<RecordedEvent, undefined>;
  /** Resolves once the end of the journal is known, from which those without a cursor hear. */
  readonly ready: Promise<undefined>;
  /** How many subscribers are listening live. */
  readonly listeners: number;
  close(): Promise<void>;
}

/** Opens the tail at the present end of the journal. */
export function openTail(database: Database, options: TailOptions = {}): Tail {
  return new LiveTail(database, options);
}

const PAGE = 500;
const MOST_REST = 5_000;
const REPLAY = { events: 10_000, ageMs: DAY };

class LiveTail implements Tail {
  readonly #database: Database;
  readonly #options: TailOptions;
  readonly #alarm: Alarm;
  readonly #byTenant = new Map<TenantId, Set<Subscription>>();
  readonly #all = new Set<Subscription>();
  readonly #begun = Promise.withResolvers<undefined>();
  readonly ready = this.#begun.promise;
  readonly #done: Promise<void>;
  #position: Position | undefined;
  /** Replays take turns, so that a crowd that reconnects leaves connections for everyone else. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(database: Database, options: TailOptions) {
    this.#database = database;
    this.#options = options;
    this.#alarm = new Alarm(options.wake);
    this.#done = this.#run();
  }

  get listeners(): number {
    return [...this.#byTenant.values()].reduce((sum, own) => sum + own.size, 0);
  }

  subscribe(request: Subscribe): AsyncIterableIterator<RecordedEvent, undefined> {
    const { tenantId, types, after, signal, maxQueue = 256, onEnd } = request;
    const abort = (): void => subscription.end();
    const subscription = new Subscription({
      tenantId,
      types: new Set(types),
      maxQueue,
      onEnd: (reason) => {
        signal?.removeEventListener("abort", abort);
        this.#all.delete(subscription);
        onEnd?.(reason);
      },
    });
    this.#all.add(subscription);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted === true || this.#alarm.stopped) subscription.end();
    if (after === undefined) this.#attach(subscription, this.#position);
    return iterate(subscription, this.#events(subscription, { types, after }));
  }

  async close(): Promise<void> {
    this.#alarm.stop();
    for (const subscription of [...this.#all]) subscription.end();
    await this.#done;
  }

  async *#events(
    subscription: Subscription,
    { types, after }: Pick<Subscribe, "types" | "after">,
  ): AsyncGenerator<RecordedEvent, undefined> {
    try {
      if (after !== undefined) yield* this.#replay(subscription, { types, after });
      yield* subscription.events();
    } catch (error) {
      subscription.end(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      subscription.end();
    }
    return undefined;
  }

  /** Everything after the cursor, until the live reader is met; then the subscription is attached to it. */
  async *#replay(
    subscription: Subscription,
    { types, after }: { readonly types: readonly EventType[]; readonly after: string },
  ): AsyncGenerator<RecordedEvent, undefined> {
    const { tenantId } = subscription.terms;
    let at = parseCursor(tenantId, after);
    await this.ready;
    await this.#takeTurn(() => this.#assertReplayable({ tenantId, types, after: at }));
    while (!subscription.hasEnded()) {
      const page = await this.#takeTurn(() =>
        readPage(this.#database, { after: at, limit: PAGE, exactly: true, of: { tenantId, types } }),
      );
      for (const row of page.rows) {
        if (subscription.hasEnded()) return undefined;
        yield recordedEvent(row);
      }
      at = page.end;
      const isCaughtUp = this.#position !== undefined && comparePositions(at, this.#position) >= 0;
      if (!page.isFull && isCaughtUp) {
        this.#attach(subscription, at);
        return undefined;
      }
    }
    return undefined;
  }

  async #assertReplayable(request: {
    readonly tenantId: TenantId;
    readonly types: readonly EventType[];
    readonly after: Position;
  }): Promise<void> {
    const { events, ageMs } = this.#options.maxReplay ?? REPLAY;
    const cost = await costOfReplay(this.#database, { ...request, limit: events + 1 });
    // The cursor is genuine, so its event was there once: the database is older now than the cursor.
    if (cost.recordedAt === null) throw new ResyncRequired("gone");
    if (cost.now - cost.recordedAt > ageMs) throw new ResyncRequired("too_old");
    if (cost.events > events) throw new ResyncRequired("too_many");
  }

  #takeTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #attach(subscription: Subscription, floor: Position | undefined): void {
    const { tenantId } = subscription.terms;
    const own = this.#byTenant.get(tenantId) ?? new Set();
    this.#byTenant.set(tenantId, own.add(subscription));
    subscription.attach(floor, () => {
      own.delete(subscription);
      if (own.size === 0 && this.#byTenant.get(tenantId) === own) this.#byTenant.delete(tenantId);
    });
  }

  async #run(): Promise<void> {
    let exactly = true;
    for (let failures = 0; !this.#alarm.stopped;) {
      try {
        const look = await this.#look(exactly);
        failures = 0;
        // A hint of something that the cheap look does not show: a transaction elsewhere on the server may hide it.
        if (look === "nothing" && !exactly) exactly = true;
        else if (look !== "more") exactly = !(await this.#alarm.wait(this.#options.pollMs ?? 1_000));
      } catch (error) {
        failures += 1;
        (this.#options.log ?? SILENT).warn({ err: error, failures }, "the tail could not read and tries again");
        await this.#alarm.rest(Math.min(MOST_REST, 50 * 2 ** Math.min(failures, 10)));
      }
    }
    this.#begun.resolve(undefined);
  }

  /** Reads and hands out what is new; answers whether there was anything, and whether there may be more. */
  async #look(exactly: boolean): Promise<"nothing" | "some" | "more"> {
    if (this.#position === undefined) {
      this.#position = await endOfJournal(this.#database);
      this.#begun.resolve(undefined);
      return "more";
    }
    const isHeard = this.#all.size > 0;
    const page = await readPage(this.#database, { after: this.#position, limit: isHeard ? PAGE : 0, exactly });
    if (compareXids(page.next, this.#position.xid) < 0) {
      this.#position = undefined;
      for (const subscription of [...this.#all]) subscription.end(new ResyncRequired("gone"));
      return "more";
    }
    // Who came while nothing was read for want of listeners has a claim to what lies in between.
    if (!isHeard && this.#all.size > 0) return "more";
    for (const row of page.rows) this.#handOut(row);
    const isNew = isHeard ? page.rows.length > 0 : comparePositions(page.end, this.#position) > 0;
    this.#position = page.end;
    return page.isFull ? "more" : isNew ? "some" : "nothing";
  }

  #handOut(row: EventRow): void {
    const position = positionOf(row);
    const readers = [...(this.#byTenant.get(row.tenant_id) ?? [])].filter((one) => one.wants(row.type, position));
    if (readers.length === 0) return;
    try {
      const event = recordedEvent(row);
      for (const reader of readers) reader.offer(event);
    } catch (error) {
      for (const reader of readers) reader.end(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** A generator whose `return` does not wait for the next event to come. */
function iterate(
  subscription: Subscription,
  events: AsyncGenerator<RecordedEvent, undefined>,
): AsyncIterableIterator<RecordedEvent, undefined> {
  return {
    next: () => events.next(),
    return: () => {
      subscription.end();
      return events.return(undefined);
    },
    throw: (error: unknown) => {
      subscription.end(error instanceof Error ? error : new Error(String(error)));
      return events.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
