import type { Database } from "@hearken/postgres";

/** Tells that there may be something new. A hint: whoever waits for it also polls. */
export interface Wake {
  /** Calls `listener` at every hint; the answer ends that. */
  subscribe(listener: () => void): () => void;
}

/** The channel on which the relay tells that the journal has grown. Its notifications carry nothing. */
export const CHANNEL = "hearken_journal";

/** A hint inside one process. */
export class LocalWake implements Wake {
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    // Each subscription is its own, also when two share one function.
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The relay's hints, heard on one connection of this process, which comes back after a loss. */
export function listeningWake(database: Database): Wake & { close(): Promise<void> } {
  const wake = new LocalWake();
  const listening = database.listen(CHANNEL, () => wake.ring());
  return { subscribe: (listener) => wake.subscribe(listener), close: () => listening.close() };
}

/** Waits for hints; those that come while nobody waits are kept as one. */
export class Alarm {
  readonly #unsubscribe: (() => void) | undefined;
  #rung = false;
  #stopped = false;
  #end: (() => void) | undefined;

  constructor(wake?: Wake) {
    this.#unsubscribe = wake?.subscribe(() => this.ring());
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  ring(): void {
    this.#rung = true;
    this.#end?.();
  }

  /** Resolves at the next hint, after `ms`, or when stopped; answers whether there was a hint. */
  async wait(ms: number): Promise<boolean> {
    if (!this.#rung && !this.#stopped) await this.#sleep(ms);
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }

  /** Waits `ms`, hints or not, unless stopped. */
  async rest(ms: number): Promise<void> {
    const until = performance.now() + ms;
    for (let left = ms; left > 0 && !this.#stopped; left = until - performance.now()) await this.#sleep(left);
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#end?.();
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      this.#end = done;
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
    });
  }
}
