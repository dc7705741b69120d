import { contractOf } from "@hearken/contracts";
import type { Actor, Instant } from "@hearken/kernel";
import { fold, type FactBoard } from "../facts/fold.js";
import type { BuiltinFact, FactValue } from "../facts/builtin.js";
import type { BreachEffect, ObligationRule, Rules, Trigger } from "../rules/rule.js";
import { Asker } from "./asker.js";
import { reckon } from "./due.js";
import { Levels, meets } from "./levels.js";
import { LiveObligation } from "./live-obligation.js";
import { nextRung } from "./ladder.js";
import type { HistoryEvent, Notice, Rung, Standing } from "./standing.js";

/** More consequences than this from one fact, or at one instant, is a regulation that feeds on itself. */
const RUNAWAY = 10_000;

/** Rules that open each other without end at one instant. */
export class RunawayRegulation extends Error {
  constructor(readonly at: Instant) {
    super(`the rules cause each other without end at ${new Date(at).toISOString()}`);
    this.name = "RunawayRegulation";
  }
}

/** Something that happens inside the simulation: a fact, or what the engine concluded. */
interface Happening {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: Actor | undefined;
}

/** Lets one history happen again, with time passing between its events. */
export class Simulation implements FactBoard {
  readonly #asker: Asker;
  readonly #levels: Levels;
  readonly #all: LiveObligation[] = [];
  #live: LiveObligation[] = [];
  readonly #notices: Notice[] = [];
  readonly #rungs: Rung[] = [];
  readonly #queue: Happening[] = [];
  #dirty = new Set<string>();
  readonly #edges: boolean[];
  #now = 0 as Instant;
  /** What the current consequences come from: the id of a fact, or the instant of a timer. */
  #cause = "";
  #steps = 0;

  constructor(readonly rules: Rules) {
    this.#asker = new Asker(rules, rules.conditions.initialFacts);
    this.#levels = new Levels(this.#asker);
    this.#edges = rules.opensWhen.map(() => false);
  }

  /** Runs through `history`, which is in the order of `occurredAt`, up to and including `at`. */
  run(history: readonly HistoryEvent[], at: Instant): Standing {
    let next = 0;
    for (;;) {
      const event = history[next];
      const timer = Math.max(this.#nextTimer(), this.#now);
      const eventAt = event?.occurredAt ?? Infinity;
      const moment = Math.min(timer, eventAt);
      if (moment > at) return this.#standing(at, timer);
      this.#tick(moment as Instant);
      if (event !== undefined && eventAt <= timer) {
        next += 1;
        this.#happened(event);
      } else this.#timePassed();
    }
  }

  #tick(moment: Instant): void {
    if (moment !== this.#now) this.#steps = 0;
    this.#now = moment;
    this.#steps += 1;
    if (this.#steps > RUNAWAY) throw new RunawayRegulation(moment);
  }

  #nextTimer(): number {
    let next = this.#levels.nextChangeAt;
    for (const obligation of this.#live) if (obligation.nextChangeAt < next) next = obligation.nextChangeAt;
    return next;
  }

  #happened(event: HistoryEvent): void {
    const contract = contractOf(event.type);
    if (contract?.nature !== "fact" || contract.stream !== "complaint") return;
    if (event.type === "fact.recorded" && !this.#isRecordable(event.payload)) return;
    this.#cause = event.id;
    fold(this, event.type, event.payload, event.occurredAt);
    this.#pausesAndDecisions(event);
    this.#let({ type: event.type, payload: event.payload, actor: event.actor });
    this.#settle();
  }

  #isRecordable(payload: { readonly name: string; readonly flag?: unknown; readonly number?: unknown; readonly at?: unknown }): boolean {
    const given = payload.flag !== undefined ? "flag" : payload.number !== undefined ? "number" : payload.at !== undefined ? "instant" : "code";
    return this.rules.recordables.get(payload.name)?.type === given;
  }

  #pausesAndDecisions(event: HistoryEvent): void {
    const { calendar, file } = this.rules;
    if (event.type === "complaint.suspended") {
      const { reason } = event.payload;
      for (const one of this.#live) if (one.rule.pauses === "any" || one.rule.pauses.includes(reason)) one.pause(this.#now, reason, calendar);
    } else if (event.type === "complaint.resumed") {
      for (const one of this.#live) one.resume(this.#now, calendar);
    } else if (event.type === "level.set" && file.override !== undefined) {
      this.#levelTo(event.payload.level, file.override.clause);
    } else if (event.type === "complaint.withdrawn") {
      for (const one of [...this.#live]) if (!one.rule.survivesWithdrawal) this.#release(one);
    }
  }

  /** Matches the rules that wait for this. */
  #let(happening: Happening): void {
    const { type, payload, actor } = happening;
    if (!this.rules.heard.has(type)) return;
    this.#asker.see(type, payload, actor);
    for (const { rule, trigger } of this.rules.metOn.get(type) ?? []) this.#meet(rule, trigger, happening);
    for (const { rule, trigger } of this.rules.voidOn.get(type) ?? []) {
      if (this.#applies(trigger, payload)) for (const one of this.#matching(rule, trigger)) this.#release(one);
    }
    for (const { rule, trigger } of this.rules.opensOn.get(type) ?? []) if (this.#applies(trigger, payload)) this.#openAll(rule, trigger);
    for (const rule of this.rules.noticesOn.get(type) ?? []) {
      if (rule.when !== undefined && !this.#asker.ask(rule.when, false)) continue;
      this.#notify(`${rule.code}:${this.#cause}`, { code: rule.code, clause: rule.clauses[0] ?? "", to: this.#asker.posts(rule.to) });
    }
  }

  #applies(trigger: Trigger, payload: Readonly<Record<string, unknown>>): boolean {
    if (trigger.after !== undefined && payload["code"] !== trigger.after) return false;
    return trigger.when === undefined || this.#asker.ask(trigger.when, false);
  }

  /** Lets consequences have consequences until nothing moves. */
  #settle(): void {
    for (;;) {
      const dirty = this.#dirty;
      if (dirty.size > 0 && this.#asker.facts["status"] !== "") {
        this.#dirty = new Set();
        if (this.#levels.settle(dirty, this.#now)) this.#levelChanged();
        this.#openOnEdges(dirty);
        for (const one of this.#live) if (meets(one.rule.dueReads, dirty)) this.#reckonAgain(one);
      } else if (this.#queue.length === 0) return;
      const next = this.#queue.shift();
      if (next !== undefined) this.#let(next);
      this.#tick(this.#now);
    }
  }

  #openOnEdges(dirty: ReadonlySet<string>): void {
    this.rules.opensWhen.forEach(({ rule, trigger, condition }, index) => {
      if (!meets(condition.reads, dirty)) return;
      this.#asker.seeNothing();
      const holds = this.#asker.ask(condition, false);
      if (holds && this.#edges[index] !== true) this.#openAll(rule, trigger);
      this.#edges[index] = holds;
    });
  }

  #timePassed(): void {
    this.#cause = `t${this.#now.toString(36)}`;
    this.#asker.seeNothing();
    for (const one of [...this.#live]) {
      if (one.status !== "open" || one.dueAt === null) continue;
      if (one.dueAt <= this.#now) this.#breach(one);
      else if (!one.warned && one.warnAt !== null && one.warnAt <= this.#now) one.warned = true;
    }
    if (this.#levels.settle(NONE, this.#now)) this.#levelChanged();
    this.#settle();
  }

  #levelChanged(): void {
    const change = this.#levels.changes.at(-1);
    if (change === undefined) return;
    this.set("level", change.to);
    const from = change.from === null ? {} : { from: change.from };
    this.#queue.push({ type: "level.changed", payload: { ...from, to: change.to, clause: change.clause }, actor: undefined });
  }

  #levelTo(level: string, clause: string): void {
    if (this.#levels.set(level, clause, this.#now)) this.#levelChanged();
  }

  #openAll(rule: ObligationRule, trigger: Trigger): void {
    const from = this.#from(rule);
    if (trigger.each !== undefined) for (const item of this.#asker.ask(trigger.each, [])) this.#open(rule, item, from);
    else this.#open(rule, trigger.per === undefined ? undefined : this.#asker.ask(trigger.per, ""), from);
  }

  /** What the rule's first applicable due counts from, read while the opening event is seen. */
  #from(rule: ObligationRule): Instant {
    const due = this.#due(rule);
    const from = due?.from === undefined ? 0n : this.#asker.ask(due.from, 0n);
    return from === 0n ? this.#now : (Number(from) as Instant);
  }

  #due(rule: ObligationRule): ObligationRule["due"][number] | undefined {
    return rule.due.find((one) => one.when === undefined || this.#asker.ask(one.when, false));
  }

  #open(rule: ObligationRule, item: string | undefined, from: Instant): void {
    const stem = `${rule.code}:${item ?? this.#cause}`;
    const isOwed = item === undefined ? this.#live.some((one) => one.rule === rule) : this.#live.some((one) => one.key.startsWith(stem));
    if (isOwed) return;
    const key = this.#all.some((one) => one.key === stem) ? `${stem}:${this.#cause}` : stem;
    const obligation = new LiveObligation(rule, key, this.#now, this.#owner(rule));
    obligation.fallDue(reckon(this.#due(rule), this.#asker, { from, openedAt: this.#now }), this.rules.calendar);
    this.#all.push(obligation);
    this.#live.push(obligation);
    this.#tellObligations();
    this.#queue.push({ type: "obligation.opened", payload: { key, code: rule.code, clause: rule.clauses[0], owner: obligation.owner }, actor: undefined });
  }

  #owner(rule: ObligationRule): string {
    return this.#asker.posts(rule.owner)[0] ?? rule.owner.at(-1)?.post ?? "";
  }

  #reckonAgain(one: LiveObligation): void {
    if (one.rule.owner.every(({ from }) => from === undefined)) one.owner = this.#owner(one.rule);
    if (one.status !== "open") return;
    one.fallDue(reckon(this.#due(one.rule), this.#asker, { from: one.from, openedAt: one.openedAt }), this.rules.calendar);
  }

  #matching(rule: ObligationRule, trigger: Trigger): readonly LiveObligation[] {
    const own = this.#live.filter((one) => one.rule === rule);
    if (own.length === 0 || (trigger.per === undefined && trigger.each === undefined)) return own;
    const items = trigger.each === undefined ? [trigger.per === undefined ? "" : this.#asker.ask(trigger.per, "")] : this.#asker.ask(trigger.each, []);
    return own.filter((one) => items.some((item) => one.key === `${rule.code}:${item}` || one.key.startsWith(`${rule.code}:${item}:`)));
  }

  #meet(rule: ObligationRule, trigger: Trigger, { payload, actor }: Happening): void {
    if (!this.#live.some((one) => one.rule === rule) || !this.#applies(trigger, payload)) return;
    for (const one of this.#matching(rule, trigger)) {
      const late = one.status === "breached";
      one.status = late ? "met_late" : "met";
      one.metAt = this.#now;
      one.settledAt = this.#now;
      one.by = actor?.id ?? null;
      this.#settled(one);
      const met = this.list("metObligations");
      if (!met.includes(rule.code)) this.set("metObligations", [...met, rule.code]);
      this.#queue.push({ type: "obligation.met", payload: { key: one.key, code: rule.code, late }, actor });
      if (rule.repeats !== undefined && this.#asker.ask(rule.repeats, false)) this.#open(rule, undefined, this.#now);
    }
  }

  #release(one: LiveObligation): void {
    if (one.status === "open") {
      one.status = "void";
      one.settledAt = this.#now;
    }
    this.#settled(one);
  }

  /** It is owed no longer. */
  #settled(one: LiveObligation): void {
    one.resume(this.#now, this.rules.calendar);
    this.#live = this.#live.filter((other) => other !== one);
    this.#tellObligations();
  }

  #tellObligations(): void {
    this.set("openObligations", [...new Set(this.#live.map((one) => one.rule.code))]);
  }

  #breach(one: LiveObligation): void {
    one.status = "breached";
    one.breachedAt = this.#now;
    one.settledAt = this.#now;
    const { code, clauses, breach } = one.rule;
    this.#queue.push({ type: "obligation.breached", payload: { key: one.key, code, clause: clauses[0], owner: one.owner }, actor: undefined });
    for (const effect of breach) this.#takeEffect(one, effect);
  }

  #takeEffect(one: LiveObligation, effect: BreachEffect): void {
    const { code } = one.rule;
    if (effect.notify !== undefined) this.#notify(`${code}.breached:${one.key}`, { code: `${code}.breached`, clause: effect.clause, to: this.#asker.posts(effect.notify) });
    if (effect.raise !== undefined) {
      const wanted = this.rules.levels.find((level) => level.code === effect.raise);
      if (wanted !== undefined && wanted.rank > (this.#levels.current?.rank ?? -1)) this.#levelTo(wanted.code, effect.clause);
    }
    if (effect.escalate === undefined) return;
    const from = this.#rungs.at(-1)?.to ?? null;
    const to = nextRung(this.rules, { wanted: effect.escalate, from: from ?? one.owner, accused: this.list("accusedPosts") });
    if (to !== undefined) this.#rungs.push({ key: one.key, rung: this.#rungs.length + 1, from, to, at: this.#now, clause: effect.clause, cause: one.key });
  }

  #notify(key: string, { code, clause, to }: { code: string; clause: string; to: readonly string[] }): void {
    if (to.length > 0 && !this.#notices.some((notice) => notice.key === key)) this.#notices.push({ key, code, clause, to, at: this.#now });
  }

  text(name: BuiltinFact): string {
    return this.#asker.facts[name] as string;
  }

  number(name: BuiltinFact): bigint {
    return this.#asker.facts[name] as bigint;
  }

  list(name: BuiltinFact): readonly string[] {
    return this.#asker.facts[name] as readonly string[];
  }

  set(name: string, value: FactValue): void {
    if (this.#asker.facts[name] === value) return;
    this.#asker.facts[name] = value;
    this.#dirty.add(name);
  }

  #standing(at: Instant, timer: number): Standing {
    const { facts } = this.#asker;
    const known: Record<string, FactValue> = { ...this.rules.conditions.initialFacts };
    for (const name in known) known[name] = facts[name] ?? "";
    const years = this.#all.flatMap((one) => (one.unreckonedYear === null ? [] : [one.unreckonedYear]));
    return {
      at,
      status: this.text("status") === "" ? "none" : this.text("status"),
      validity: this.text("validity"),
      level: this.#levels.standing,
      levels: this.#levels.changes,
      obligations: this.#all.map((one) => one.snapshot(one.rule.bulletin === undefined ? [] : this.#asker.posts(one.rule.bulletin.to))),
      notices: this.#notices,
      escalations: this.#rungs,
      facts: known,
      nextChangeAt: timer === Infinity ? null : (timer as Instant),
      unreckonedYears: [...new Set([...years, ...this.#asker.unreckonedYears])].sort((a, b) => a - b),
    };
  }
}

const NONE: ReadonlySet<string> = new Set();
