import type { Instant } from "@hearken/kernel";
import type { Level, LevelRule } from "../rules/rule.js";
import type { Asker } from "./asker.js";
import type { LevelChange } from "./standing.js";

/** Follows the level of one complaint: which rules hold, since when, and what time alone will make of it. */
export class Levels {
  readonly changes: LevelChange[] = [];
  current: Level | undefined;
  #clause = "";
  #since = 0 as Instant;
  readonly #holds: boolean[];
  readonly #active: boolean[];
  readonly #reached: (Instant | null)[];

  constructor(readonly asker: Asker) {
    const { levelRules } = asker.rules;
    this.#holds = levelRules.map(() => false);
    this.#active = levelRules.map(() => false);
    this.#reached = levelRules.map(() => null);
  }

  get standing(): { code: string; rank: number; clause: string; since: Instant } | null {
    return this.current === undefined
      ? null
      : { code: this.current.code, rank: this.current.rank, clause: this.#clause, since: this.#since };
  }

  /** The next instant at which a complaint that merely grows older changes its level. */
  get nextChangeAt(): number {
    let next = Infinity;
    this.asker.rules.levelRules.forEach((rule, index) => {
      const reached = this.#reached[index];
      if (
        rule.age === undefined ||
        this.#holds[index] !== true ||
        this.#active[index] === true ||
        reached === undefined ||
        reached === null
      )
        return;
      if (reached < next) next = reached;
    });
    return next;
  }

  /** Asks again every rule that reads a changed fact, and acts on the rules that newly hold. Answers whether the level changed. */
  settle(dirty: ReadonlySet<string>, now: Instant): boolean {
    const { levelRules, base, lowering } = this.asker.rules;
    let fired: LevelRule | undefined;
    let anyFell = false;
    for (const rule of levelRules) {
      if (this.current === undefined || meets(rule.when.reads, dirty))
        this.#holds[rule.index] = this.asker.ask(rule.when, false);
      if (rule.age !== undefined) this.#reached[rule.index] = this.#threshold(rule, dirty);
      const active = this.#holds[rule.index] === true && this.#isReached(rule, now);
      if (active && this.#active[rule.index] !== true && (fired === undefined || rule.rank > fired.rank)) fired = rule;
      if (!active && this.#active[rule.index] === true) anyFell = true;
      this.#active[rule.index] = active;
    }
    if (this.current === undefined) {
      this.#change({ to: fired?.level ?? base.code, clause: fired?.clause ?? base.clause, because: fired }, now);
      return true;
    }
    if (fired !== undefined && fired.rank > this.current.rank) {
      this.#change({ to: fired.level, clause: fired.clause, because: fired }, now);
      return true;
    }
    return anyFell && lowering === "follows" && this.#fall(now);
  }

  #fall(now: Instant): boolean {
    const { levelRules, base } = this.asker.rules;
    const highest = levelRules.find((rule) => this.#active[rule.index] === true);
    const rank = highest?.rank ?? base.rank;
    if (this.current === undefined || rank >= this.current.rank) return false;
    this.#change({ to: highest?.level ?? base.code, clause: highest?.clause ?? base.clause, because: highest }, now);
    return true;
  }

  /** Sets the level by decision or as the effect of a breach. */
  set(code: string, clause: string, now: Instant): boolean {
    if (code === this.current?.code || !this.asker.rules.levels.some((level) => level.code === code)) return false;
    this.#change({ to: code, clause, because: undefined }, now);
    return true;
  }

  #change({ to, clause, because }: { to: string; clause: string; because: LevelRule | undefined }, now: Instant): void {
    const facts = Object.fromEntries(
      [...(because?.when.reads ?? [])].map((name) => [name, this.asker.facts[name] ?? ""]),
    );
    this.changes.push({ at: now, from: this.current?.code ?? null, to, clause, because: facts });
    this.current = this.asker.rules.levels.find((level) => level.code === to);
    this.#clause = clause;
    this.#since = now;
  }

  #threshold(rule: LevelRule, dirty: ReadonlySet<string>): Instant | null {
    const known = this.#reached[rule.index] ?? null;
    if (known !== null && !dirty.has("receivedAt") && !meets(rule.age?.from?.reads ?? NOTHING, dirty)) return known;
    const from = rule.age?.from === undefined ? this.asker.facts["receivedAt"] : this.asker.ask(rule.age.from, 0n);
    if (typeof from !== "bigint" || from === 0n || rule.age === undefined) return null;
    return this.asker.rules.calendar.addPeriod(Number(from) as Instant, rule.age.reach);
  }

  #isReached(rule: LevelRule, now: Instant): boolean {
    const reached = this.#reached[rule.index];
    return rule.age === undefined || (reached !== undefined && reached !== null && now >= reached);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** Whether the two have a name in common. */
export function meets(reads: ReadonlySet<string>, dirty: ReadonlySet<string>): boolean {
  const [few, many] = reads.size < dirty.size ? [reads, dirty] : [dirty, reads];
  for (const name of few) if (many.has(name)) return true;
  return false;
}
