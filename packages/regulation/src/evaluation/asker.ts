import type { Actor, Instant } from "@hearken/kernel";
import type { FactValue } from "../facts/builtin.js";
import { UnpublishedYear } from "../rules/condition-functions.js";
import { ActorView, type Bindings, type Condition } from "../rules/conditions.js";
import type { Posts, Rules } from "../rules/rule.js";

const NOBODY = new ActorView({ kind: "system", id: "", organizationId: null, posts: [] });

/** Asks conditions about the facts as they stand, and about the event that is happening. */
export class Asker {
  readonly facts: Record<string, FactValue>;
  readonly unreckonedYears = new Set<number>();
  readonly #bindings: Record<string, unknown>;
  #type = "";

  constructor(
    readonly rules: Rules,
    facts: Readonly<Record<string, FactValue>>,
  ) {
    // One object is both the facts and the bindings, so that a changed fact needs no copy.
    this.#bindings = { ...facts, actor: NOBODY, event: rules.conditions.nothing, now: 0n, item: "" };
    this.facts = this.#bindings as Record<string, FactValue>;
  }

  /** What gates read as `now`. */
  setNow(now: Instant): void {
    this.#bindings["now"] = BigInt(now);
  }

  /** What an obligation that is opened is for, as its owner and its times read it. */
  setItem(item: string | undefined): void {
    this.#bindings["item"] = item ?? "";
  }

  /** From here on conditions see this event, until the next call. */
  see(type: string, payload: Readonly<Record<string, unknown>>, actor?: Actor): void {
    this.#type = type;
    this.#bindings["event"] = this.rules.conditions.view(type, payload);
    this.#bindings["actor"] = actor === undefined ? NOBODY : new ActorView(actor);
  }

  /** From here on conditions see the facts alone. */
  seeNothing(): void {
    this.#type = "";
    this.#bindings["event"] = this.rules.conditions.nothing;
    this.#bindings["actor"] = NOBODY;
  }

  /** The answer at the event that is seen (or at none, when the condition is of that kind); `otherwise` when a year is missing. */
  ask<T extends FactValue>(condition: Condition<T>, otherwise: T): T {
    const program = condition.at.get(this.#type) ?? condition.at.get("");
    if (program === undefined) return otherwise;
    try {
      return program(this.#bindings as Bindings);
    } catch (error) {
      const year = unpublishedYear(error);
      if (year === undefined) throw error;
      this.unreckonedYears.add(year);
      return otherwise;
    }
  }

  posts(posts: Posts): readonly string[] {
    return posts
      .filter(({ when }) => when === undefined || this.ask(when, false))
      .map(({ post, from }) => (from === undefined ? post : this.ask(from, "")))
      .filter((post) => post !== "");
  }
}

function unpublishedYear(error: unknown): number | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof UnpublishedYear) return cause.year;
  return undefined;
}
