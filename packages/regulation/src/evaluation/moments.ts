import type { Instant } from "@hearken/kernel";
import type { Asker } from "./asker.js";
import type { Board } from "./board.js";
import { meets } from "./levels.js";

/** Follows the facts that time alone makes true. */
export class Moments {
  readonly #asker: Asker;
  readonly #reached: (Instant | null)[];

  constructor(readonly board: Board) {
    this.#asker = board.asker;
    this.#reached = this.#asker.rules.moments.map(() => null);
  }

  /** The next instant at which one of them becomes true. */
  get nextChangeAt(): number {
    let next = Infinity;
    this.#asker.rules.moments.forEach(({ name }, index) => {
      const reached = this.#reached[index] ?? null;
      if (reached !== null && reached < next && this.#asker.facts[name] !== true) next = reached;
    });
    return next;
  }

  /** Reckons again those that read a changed fact, and lets be true what has been reached. */
  settle(changed: ReadonlySet<string>, now: Instant): void {
    this.#asker.rules.moments.forEach(({ name, at, after }, index) => {
      if (meets(at.reads, changed)) {
        const from = this.#asker.ask(at, 0n);
        const instant = Number(from) as Instant;
        this.#reached[index] =
          from === 0n ? null : after === undefined ? instant : this.#asker.rules.calendar.addPeriod(instant, after);
      }
      const reached = this.#reached[index] ?? null;
      this.board.set(name, reached !== null && reached <= now);
    });
  }
}
