import type { TenantId } from "@hearken/kernel";
import { SlowReader } from "./journal-error.js";
import { comparePositions, type Position } from "./position.js";
import type { RecordedEvent } from "./recorded-event.js";

export interface SubscriptionTerms {
  readonly tenantId: TenantId;
  readonly types: ReadonlySet<string>;
  /** How many events may wait for the reader. */
  readonly maxQueue: number;
  /** Called once: with the error that ended it, or without one when the reader or the house did. */
  readonly onEnd?: ((reason: Error | undefined) => void) | undefined;
}

/** One reader's bounded queue of live events. Pure memory: the tail fills it, the reader empties it. */
export class Subscription {
  readonly terms: SubscriptionTerms;
  readonly #queue: RecordedEvent[] = [];
  #floor: Position | undefined;
  #end: { readonly reason: Error | undefined } | undefined;
  #notify: (() => void) | undefined;
  #cleanUp: (() => void) | undefined;

  constructor(terms: SubscriptionTerms) {
    this.terms = terms;
  }

  hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** From now on events after `floor` are wanted; `cleanUp` runs once it has ended. */
  attach(floor: Position | undefined, cleanUp: () => void): void {
    this.#floor = floor;
    this.#cleanUp = cleanUp;
    if (this.hasEnded()) cleanUp();
  }

  wants(type: string, position: Position): boolean {
    if (this.hasEnded() || !this.terms.types.has(type)) return false;
    return this.#floor === undefined || comparePositions(position, this.#floor) > 0;
  }

  offer(event: RecordedEvent): void {
    if (this.hasEnded()) return;
    if (this.#queue.length >= this.terms.maxQueue) {
      this.end(new SlowReader(this.#queue.length));
      return;
    }
    this.#queue.push(event);
    this.#notify?.();
  }

  end(reason?: Error): void {
    if (this.hasEnded()) return;
    this.#end = { reason };
    this.#queue.length = 0;
    this.#cleanUp?.();
    this.#notify?.();
    this.terms.onEnd?.(reason);
  }

  /** The live events as they come; throws the reason for which the subscription ended, if there is one. */
  async *events(): AsyncGenerator<RecordedEvent, undefined> {
    for (;;) {
      this.assertWell();
      const event = this.#queue.shift();
      if (event !== undefined) yield event;
      else if (this.hasEnded()) return undefined;
      else await this.#change();
    }
  }

  /** Throws the error that ended it. */
  assertWell(): void {
    if (this.#end?.reason !== undefined) throw this.#end.reason;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#notify = resolve;
    });
  }
}
