import type { BuiltinFact, FactValue } from "../facts/builtin.js";
import type { FactBoard } from "../facts/fold.js";
import type { Asker } from "./asker.js";

/** The facts while the simulation runs, and which of those that rules watch changed since somebody last asked. */
export class Board implements FactBoard {
  #changed = new Set<string>();

  constructor(readonly asker: Asker) {}

  get hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  /** The facts that changed since they were last taken; they stay. */
  get changes(): ReadonlySet<string> {
    return this.#changed;
  }

  /** The facts that changed since the last call. */
  takeChanges(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  text(name: BuiltinFact): string {
    return this.asker.facts[name] as string;
  }

  number(name: BuiltinFact): bigint {
    return this.asker.facts[name] as bigint;
  }

  list(name: BuiltinFact): readonly string[] {
    return this.asker.facts[name] as readonly string[];
  }

  valueOf(name: string): FactValue | undefined {
    return this.asker.facts[name];
  }

  set(name: string, value: FactValue): void {
    if (this.asker.facts[name] === value) return;
    this.asker.facts[name] = value;
    if (this.asker.rules.watched.has(name)) this.#changed.add(name);
  }

  /** All facts as they stand: a copy. */
  snapshot(): Readonly<Record<string, FactValue>> {
    const facts: Record<string, FactValue> = { ...this.asker.rules.conditions.initialFacts };
    for (const name in facts) facts[name] = this.asker.facts[name] ?? "";
    return facts;
  }
}
