import type { Instant } from "@hearken/kernel";
import type { ObligationRule, Rules, Trigger } from "../rules/rule.js";
import type { Board } from "./board.js";
import { reckon } from "./due.js";
import { meets } from "./levels.js";
import { LiveObligation } from "./live-obligation.js";
import type { Happening, Moment } from "./moment.js";

/** Everything owed for one complaint while the simulation runs: opened, met, released, falling due. */
export class ObligationBook {
  readonly all: LiveObligation[] = [];
  /** Open or breached: what somebody still owes. */
  live: readonly LiveObligation[] = [];
  readonly #rules: Rules;

  constructor(
    readonly board: Board,
    readonly moment: Moment,
    /** Tells the rules what became of an obligation. */
    readonly tell: (happening: Happening) => void,
  ) {
    this.#rules = board.asker.rules;
  }

  get nextChangeAt(): number {
    let next = Infinity;
    for (const one of this.live) if (one.nextChangeAt < next) next = one.nextChangeAt;
    return next;
  }

  /** Opens what `trigger` opens at the event that is seen: once, for one text, or for each item of a list. */
  open(rule: ObligationRule, trigger: Trigger): void {
    const { asker } = this.board;
    const from = this.#countsFrom(rule);
    if (trigger.each !== undefined) for (const item of asker.ask(trigger.each, [])) this.#open(rule, from, item);
    else if (trigger.per !== undefined) this.#open(rule, from, asker.ask(trigger.per, ""));
    else this.#open(rule, from);
  }

  #open(rule: ObligationRule, from: Instant, item?: string): void {
    const stem = `${rule.code}:${item ?? this.moment.cause}`;
    const isOwed = this.live.some((one) => one.rule === rule && (item === undefined || one.isFor(item)));
    if (isOwed) return;
    const key = this.all.some((one) => one.key === stem) ? `${stem}:${this.moment.cause}` : stem;
    const { now } = this.moment;
    this.board.asker.setItem(item);
    const one = new LiveObligation(rule, { key, item, openedAt: now, owner: this.#owner(rule) });
    const { asker } = this.board;
    one.fallDue(reckon(this.#due(rule), asker, { from, openedAt: now }), this.#rules.calendar);
    this.all.push(one);
    this.#keep([...this.live, one]);
    this.tell({
      type: "obligation.opened",
      payload: { key, code: rule.code, clause: rule.clauses[0], owner: one.owner },
      actor: undefined,
    });
  }

  /** What the first due time that applies counts from, read while the opening event is seen. */
  #countsFrom(rule: ObligationRule): Instant {
    const due = this.#due(rule);
    const from = due?.from === undefined ? 0n : this.board.asker.ask(due.from, 0n);
    return from === 0n ? this.moment.now : (Number(from) as Instant);
  }

  #due(rule: ObligationRule): ObligationRule["due"][number] | undefined {
    return rule.due.find((one) => one.when === undefined || this.board.asker.ask(one.when, false));
  }

  #owner(rule: ObligationRule): string {
    return this.board.asker.posts(rule.owner)[0] ?? rule.owner.at(-1)?.post ?? "";
  }

  /** Moves the due time and the owner of what is owed, where they depend on a fact that changed. */
  reckonAgain(changed: ReadonlySet<string>): void {
    for (const one of this.live) {
      const { rule } = one;
      if (!meets(rule.dueReads, changed)) continue;
      this.board.asker.setItem(one.item);
      if (rule.owner.every(({ from }) => from === undefined)) one.owner = this.#owner(rule);
      if (one.status !== "open" || this.#due(rule)?.isFrozen === true) continue;
      const time = reckon(this.#due(rule), this.board.asker, { from: one.from, openedAt: one.openedAt });
      one.fallDue(time, this.#rules.calendar);
    }
  }

  /** Those owed under `rule` that `trigger` is about. */
  matching(rule: ObligationRule, trigger: Trigger): readonly LiveObligation[] {
    const own = this.live.filter((one) => one.rule === rule);
    if (own.length === 0 || (trigger.per === undefined && trigger.each === undefined)) return own;
    const { asker } = this.board;
    const items =
      trigger.each !== undefined
        ? asker.ask(trigger.each, [])
        : trigger.per === undefined
          ? []
          : [asker.ask(trigger.per, "")];
    return own.filter((one) => items.some((item) => one.isFor(item)));
  }

  isOwed(rule: ObligationRule): boolean {
    return this.live.some((one) => one.rule === rule);
  }

  meet(rule: ObligationRule, trigger: Trigger, actor: Happening["actor"]): void {
    for (const one of this.matching(rule, trigger)) {
      const late = one.status === "breached";
      one.meet(this.moment.now, actor?.id ?? null);
      this.#settled(one);
      const met = this.board.list("metObligations");
      if (!met.includes(rule.code)) this.board.set("metObligations", [...met, rule.code]);
      this.tell({ type: "obligation.met", payload: { key: one.key, code: rule.code, late }, actor });
      if (rule.repeats !== undefined && this.board.asker.ask(rule.repeats, false)) this.#open(rule, this.moment.now);
    }
  }

  /** It is owed no longer; what was breached stays breached. */
  release(one: LiveObligation): void {
    one.release(this.moment.now);
    this.#settled(one);
  }

  /** Whoever may released somebody from it. */
  waive(one: LiveObligation): void {
    one.waive(this.moment.now);
    this.#settled(one);
  }

  #settled(one: LiveObligation): void {
    one.resume(this.moment.now, this.#rules.calendar);
    this.#keep(this.live.filter((other) => other !== one));
  }

  #keep(live: readonly LiveObligation[]): void {
    this.live = live;
    this.board.set("openObligations", [...new Set(live.map((one) => one.rule.code))]);
  }
}
