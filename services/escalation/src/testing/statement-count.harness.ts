import type { StatementObserver } from "@hearken/postgres";

/** Counts the statements that a database sends, by name. */
export class StatementCount {
  readonly #names: string[] = [];

  readonly observe: StatementObserver = ({ name, text }) => void this.#names.push(name ?? text);

  /** The names sent since the last time, in order. */
  take(): string[] {
    return this.#names.splice(0);
  }
}
