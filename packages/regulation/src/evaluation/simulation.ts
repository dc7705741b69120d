import { contractOf } from "@hearken/contracts";
import type { Instant } from "@hearken/kernel";
import { namesOf } from "../rules/event-name.js";
import type { BreachEffect, Rules, Trigger } from "../rules/rule.js";
import { Asker } from "./asker.js";
import { Board } from "./board.js";
import { Consequences } from "./consequences.js";
import { Levels, meets } from "./levels.js";
import type { LiveObligation } from "./live-obligation.js";
import type { Happening, Moment } from "./moment.js";
import { settleDerived } from "./derived.js";
import { Moments } from "./moments.js";
import { ObligationBook } from "./obligation-book.js";
import { isDeclared, takeIn } from "./take-in.js";
import type { HistoryEvent, Standing } from "./standing.js";

/** More consequences than this at one instant is a regulation that feeds on itself. */
const RUNAWAY = 10_000;
const NONE: ReadonlySet<string> = new Set();

/** Rules that cause each other without end at one instant. */
export class RunawayRegulation extends Error {
  constructor(readonly at: Instant) {
    super(`the rules cause each other without end at ${new Date(at).toISOString()}`);
    this.name = "RunawayRegulation";
  }
}

/** Lets one history happen again, with time passing between its events. */
export class Simulation {
  readonly #asker: Asker;
  readonly #board: Board;
  readonly #moments: Moments;
  readonly #levels: Levels;
  readonly #book: ObligationBook;
  readonly #consequences: Consequences;
  readonly #moment: Moment = { now: 0 as Instant, cause: "" };
  readonly #queue: Happening[] = [];
  /** Which of the rules that open by a condition alone hold at present. */
  readonly #edges: boolean[];
  #steps = 0;
  /** Whether anything happened yet. */
  #isBegun = false;

  constructor(readonly rules: Rules) {
    this.#asker = new Asker(rules, rules.conditions.initialFacts);
    this.#board = new Board(this.#asker);
    this.#moments = new Moments(this.#board);
    this.#levels = new Levels(this.#asker);
    this.#book = new ObligationBook(this.#board, this.#moment, (happening) => this.#queue.push(happening));
    this.#consequences = new Consequences(this.#board, this.#moment);
    this.#edges = rules.opensWhen.map(() => false);
  }

  /**
   * Runs on through `history`, which is in the order of `occurredAt`, up to and including `at`. Facts of an instant come
   * before its timers. May be called again with what happened after `at`.
   */
  run(history: readonly HistoryEvent[], at: Instant): Standing {
    let next = 0;
    for (;;) {
      const event = history[next];
      const timer = Math.max(this.#nextTimer, this.#moment.now);
      const moment = Math.min(timer, event?.occurredAt ?? Infinity);
      if (moment > at) return this.#standing(at, timer);
      this.#tick(moment as Instant);
      if (event !== undefined && event.occurredAt <= timer) {
        next += 1;
        this.#happened(event);
      } else this.#timePassed();
    }
  }

  get #nextTimer(): number {
    return Math.min(this.#levels.nextChangeAt, this.#book.nextChangeAt, this.#moments.nextChangeAt);
  }

  #tick(moment: Instant): void {
    if (moment !== this.#moment.now) this.#steps = 0;
    this.#moment.now = moment;
    this.#steps += 1;
    if (this.#steps > RUNAWAY) throw new RunawayRegulation(moment);
  }

  #happened(event: HistoryEvent): void {
    // More facts at one instant than any rules can cause are still facts.
    this.#steps = 0;
    const contract = contractOf(event.type);
    if (contract?.nature !== "fact" || contract.stream !== "complaint") return;
    if (!isDeclared(this.rules, event)) return;
    this.#moment.cause = event.id;
    const names = this.#namesOf(event.type, event.payload);
    takeIn(this.#board, event, names);
    // The rules that wait for the event already see what follows from it.
    settleDerived(this.#board, this.#isBegun ? this.#board.changes : undefined);
    this.#isBegun = true;
    this.#actAtOnce(event);
    this.#let({ type: event.type, payload: event.payload, actor: event.actor }, names);
    this.#settle();
  }

  #namesOf(type: string, payload: Readonly<Record<string, unknown>>): readonly string[] {
    return this.rules.qualified.has(type) ? namesOf(type, payload) : [type];
  }

  /** What some facts do to every regulation alike: clocks stand still, a level is set, a withdrawal releases. */
  #actAtOnce(event: HistoryEvent): void {
    const { calendar, file } = this.rules;
    const { now } = this.#moment;
    if (event.type === "complaint.suspended") {
      const { reason } = event.payload;
      for (const one of this.#book.live) one.pause(now, reason, calendar);
    } else if (event.type === "complaint.resumed") {
      for (const one of this.#book.live) one.resume(now, calendar);
    } else if (event.type === "level.set" && file.override !== undefined) {
      this.#levelTo(event.payload.level, file.override.clause);
    } else if (event.type === "obligation.waived") {
      const { key } = event.payload;
      for (const one of this.#book.live) if (one.key === key) this.#book.waive(one);
    } else if (event.type === "complaint.withdrawn" || event.type === "complaint.hand_over_declined") {
      // Nothing that was withdrawn is ever resumed: what survives goes on now.
      for (const one of this.#book.live)
        if (one.rule.survivesWithdrawal) one.resume(now, calendar);
        else this.#book.release(one);
    }
  }

  /** Matches the rules that wait for this. */
  #let({ type, payload, actor }: Happening, names = this.#namesOf(type, payload)): void {
    const { rules } = this;
    if (!names.some((name) => rules.heard.has(name))) return;
    this.#asker.see(type, payload, actor);
    const applies = (trigger: Trigger): boolean =>
      (trigger.after === undefined || payload["code"] === trigger.after) &&
      (trigger.when === undefined || this.#asker.ask(trigger.when, false));
    for (const name of names) {
      for (const { rule, trigger } of rules.metOn.get(name) ?? []) {
        if (this.#book.isOwed(rule) && applies(trigger)) this.#book.meet(rule, trigger, actor);
      }
    }
    for (const name of names) {
      for (const { rule, trigger } of rules.voidOn.get(name) ?? []) {
        if (!this.#book.isOwed(rule) || !applies(trigger)) continue;
        for (const one of this.#book.matching(rule, trigger)) this.#book.release(one);
      }
    }
    for (const name of names) {
      for (const { rule, trigger } of rules.opensOn.get(name) ?? []) {
        if (applies(trigger)) this.#book.open(rule, trigger);
      }
    }
    for (const name of names) this.#tell(name);
  }

  #tell(name: string): void {
    for (const rule of this.rules.noticesOn.get(name) ?? []) {
      if (rule.when !== undefined && !this.#asker.ask(rule.when, false)) continue;
      const key = `${rule.code}:${this.#moment.cause}`;
      this.#consequences.notify(key, { code: rule.code, clause: rule.clauses[0] ?? "", to: rule.to });
    }
  }

  /** Lets consequences have consequences until nothing moves. */
  #settle(): void {
    while (this.#queue.length > 0 || (this.#board.hasChanges && this.#board.text("status") !== "")) {
      this.#tick(this.#moment.now);
      const changed = this.#board.takeChanges();
      if (changed.size > 0) {
        this.#moments.settle(changed, this.#moment.now);
        settleDerived(this.#board, changed);
        if (this.#levels.settle(changed, this.#moment.now)) this.#levelChanged();
        this.#openOnEdges(changed);
        this.#book.reckonAgain(changed);
      }
      const next = this.#queue.shift();
      if (next !== undefined) this.#let(next);
    }
  }

  #openOnEdges(changed: ReadonlySet<string>): void {
    this.rules.opensWhen.forEach(({ rule, trigger, condition }, index) => {
      if (!meets(condition.reads, changed)) return;
      this.#asker.seeNothing();
      const holds = this.#asker.ask(condition, false);
      if (holds && this.#edges[index] !== true) this.#book.open(rule, trigger);
      this.#edges[index] = holds;
    });
  }

  #timePassed(): void {
    const { now } = this.#moment;
    this.#moment.cause = `t${now.toString(36)}`;
    this.#asker.seeNothing();
    for (const one of this.#book.live) {
      if (one.isDue(now)) this.#breach(one);
      else one.warnIfDue(now);
    }
    this.#moments.settle(NONE, now);
    if (this.#levels.settle(NONE, now)) this.#levelChanged();
    this.#settle();
  }

  #breach(one: LiveObligation): void {
    one.breach(this.#moment.now);
    const { code, clauses, breach } = one.rule;
    const payload = { key: one.key, code, clause: clauses[0], owner: one.owner };
    this.#queue.push({ type: "obligation.breached", payload, actor: undefined });
    breach.forEach((effect, index) => {
      this.#takeEffect(one, effect, index === 0 ? `breached:${one.key}` : `breached:${one.key}:${index}`);
    });
  }

  #takeEffect(one: LiveObligation, { notify, raise, escalate, clause }: BreachEffect, key: string): void {
    const code = `${one.rule.code}.breached`;
    this.#asker.setItem(one.item);
    if (notify !== undefined) this.#consequences.notify(key, { code, clause, to: notify });
    if (escalate !== undefined) this.#consequences.climb(one.key, { wanted: escalate, clause, owner: one.owner });
    const wanted = this.rules.levels.find((level) => level.code === raise);
    if (wanted !== undefined && wanted.rank > (this.#levels.current?.rank ?? -1)) this.#levelTo(wanted.code, clause);
  }

  #levelTo(level: string, clause: string): void {
    if (this.#levels.set(level, clause, this.#moment.now)) this.#levelChanged();
  }

  #levelChanged(): void {
    const change = this.#levels.changes.at(-1);
    if (change === undefined) return;
    this.#board.set("level", change.to);
    const from = change.from === null ? {} : { from: change.from };
    this.#queue.push({
      type: "level.changed",
      payload: { ...from, to: change.to, clause: change.clause },
      actor: undefined,
    });
  }

  #standing(at: Instant, timer: number): Standing {
    const { all } = this.#book;
    const status = this.#board.text("status");
    const years = all.flatMap((one) => (one.unreckonedYear === null ? [] : [one.unreckonedYear]));
    this.#asker.seeNothing();
    return {
      at,
      status: status === "" ? "none" : status,
      validity: this.#board.text("validity"),
      level: this.#levels.standing,
      levels: [...this.#levels.changes],
      obligations: all.map((one) =>
        one.snapshot(one.rule.bulletin === undefined ? [] : this.#asker.posts(one.rule.bulletin.to)),
      ),
      notices: [...this.#consequences.notices],
      escalations: [...this.#consequences.rungs],
      facts: this.#board.snapshot(),
      nextChangeAt: timer === Infinity ? null : (timer as Instant),
      unreckonedYears: [...new Set([...years, ...this.#asker.unreckonedYears])].sort((a, b) => a - b),
    };
  }
}
