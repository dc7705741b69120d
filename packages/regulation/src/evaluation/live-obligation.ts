import { isUnpublished, type Calendar, type Reckoned } from "@hearken/calendar";
import type { Instant } from "@hearken/kernel";
import type { ObligationRule } from "../rules/rule.js";
import type { DueTime } from "./due.js";
import type { Obligation, ObligationStatus, Pause } from "./standing.js";

const isWorking = (rule: ObligationRule): boolean =>
  rule.due.some(({ how }) => how.form === "workingDays" || (how.form === "within" && how.count === "working"));

/** An obligation while the simulation runs. */
export class LiveObligation {
  status: ObligationStatus = "open";
  /** Whether somebody still has to do it: open, or breached and not released since. */
  isOwed = true;
  from: Instant;
  dueAt: Instant | null = null;
  warnAt: Instant | null = null;
  warned = false;
  settledAt: Instant | null = null;
  breachedAt: Instant | null = null;
  metAt: Instant | null = null;
  by: string | null = null;
  unreckonedYear: number | null = null;
  readonly pauses: Pause[] = [];
  pausedMs = 0;
  /** While it stands still: what is left of its time, in its own time base, and of the time until the warning. */
  #left: { readonly due: number; readonly warnLead: number } | null = null;

  readonly key: string;
  /** The text that it was opened for, when the rule opens one for each. */
  readonly item: string | undefined;
  readonly openedAt: Instant;
  owner: string;

  constructor(
    readonly rule: ObligationRule,
    opening: {
      readonly key: string;
      readonly item: string | undefined;
      readonly openedAt: Instant;
      readonly owner: string;
    },
  ) {
    this.key = opening.key;
    this.item = opening.item;
    this.openedAt = opening.openedAt;
    this.owner = opening.owner;
    this.from = opening.openedAt;
  }

  isFor(item: string): boolean {
    return this.item === item;
  }

  isDue(now: Instant): boolean {
    return this.status === "open" && this.dueAt !== null && this.dueAt <= now;
  }

  warnIfDue(now: Instant): void {
    if (this.status === "open" && this.warnAt !== null && this.warnAt <= now) this.warned = true;
  }

  meet(at: Instant, by: string | null): void {
    this.status = this.status === "breached" ? "met_late" : "met";
    this.isOwed = false;
    this.metAt = at;
    this.settledAt = at;
    this.by = by;
  }

  breach(at: Instant): void {
    this.status = "breached";
    this.breachedAt = at;
    this.settledAt = at;
  }

  /** What was breached stays breached. */
  release(at: Instant): void {
    this.isOwed = false;
    if (this.status !== "open") return;
    this.status = "void";
    this.settledAt = at;
  }

  /** What was breached stays breached. */
  waive(at: Instant): void {
    this.isOwed = false;
    if (this.status !== "open") return;
    this.status = "waived";
    this.settledAt = at;
  }

  get paused(): boolean {
    return this.pauses.at(-1)?.to === null;
  }

  /** The next instant at which time alone changes it. */
  get nextChangeAt(): number {
    if (this.status !== "open" || this.dueAt === null) return Infinity;
    return !this.warned && this.warnAt !== null ? Math.min(this.warnAt, this.dueAt) : this.dueAt;
  }

  fallDue(time: DueTime, calendar: Calendar): void {
    this.from = time.from;
    const at = time.at === null || isUnpublished(time.at) ? time.at : this.#laterByPauses(time.at, calendar);
    this.unreckonedYear = isUnpublished(at) ? at.year : null;
    this.dueAt = isUnpublished(at) ? null : at;
    this.warnAt = this.#warning(calendar);
    if (this.paused) this.#stop(this.pauses.at(-1)?.from ?? this.openedAt, calendar);
  }

  /** The pauses that are over move a due time by what they took of the time that counts. */
  #laterByPauses(at: Instant, calendar: Calendar): Reckoned<Instant> {
    if (!isWorking(this.rule)) return (at + this.pausedMs) as Instant;
    let lost = 0;
    for (const { from, to } of this.pauses) {
      const working = to === null ? 0 : calendar.workingTimeBetween(from, to);
      if (isUnpublished(working)) return working;
      lost += working;
    }
    return lost === 0 ? at : calendar.addWorkingTime(at, lost);
  }

  #warning(calendar: Calendar): Instant | null {
    const { warn } = this.rule;
    if (warn === undefined || this.dueAt === null) return null;
    if ("share" in warn) return Math.round(this.from + (this.dueAt - this.from) * warn.share) as Instant;
    return calendar.subtractPeriod(this.dueAt, warn.lead);
  }

  pause(at: Instant, reason: string, calendar: Calendar): void {
    const { pauses } = this.rule;
    if (this.paused || this.status !== "open" || (pauses !== "any" && !pauses.includes(reason))) return;
    this.pauses.push({ from: at, to: null, reason });
    this.#stop(at, calendar);
  }

  #stop(at: Instant, calendar: Calendar): void {
    if (this.dueAt === null) return;
    const left = isWorking(this.rule) ? calendar.workingTimeBetween(at, this.dueAt) : this.dueAt - at;
    if (isUnpublished(left)) this.unreckonedYear = left.year;
    else this.#left = { due: left, warnLead: this.warnAt === null ? 0 : this.dueAt - this.warnAt };
    this.dueAt = null;
    this.warnAt = null;
  }

  resume(at: Instant, calendar: Calendar): void {
    const last = this.pauses.at(-1);
    if (last?.to !== null) return;
    this.pauses[this.pauses.length - 1] = { ...last, to: at };
    this.pausedMs += at - last.from;
    if (this.#left === null) return;
    const due = isWorking(this.rule) ? calendar.addWorkingTime(at, this.#left.due) : ((at + this.#left.due) as Instant);
    if (isUnpublished(due)) this.unreckonedYear = due.year;
    else {
      this.dueAt = due;
      this.warnAt = this.rule.warn === undefined ? null : ((due - this.#left.warnLead) as Instant);
    }
    this.#left = null;
  }

  snapshot(bulletinTo: readonly string[]): Obligation {
    const { rule } = this;
    return {
      key: this.key,
      code: rule.code,
      clauses: rule.clauses,
      kind: rule.kind,
      owner: this.owner,
      openedAt: this.openedAt,
      from: this.from,
      dueAt: this.dueAt,
      warnAt: this.warnAt,
      warned: this.warned,
      status: this.status,
      isOwed: this.isOwed,
      settledAt: this.settledAt,
      breachedAt: this.breachedAt,
      metAt: this.metAt,
      by: this.by,
      pauses: [...this.pauses],
      pausedMs: this.pausedMs,
      bulletin:
        rule.bulletin === undefined
          ? null
          : { kind: rule.bulletin.kind, sections: rule.bulletin.sections, to: bulletinTo },
      unreckonedYear: this.unreckonedYear,
      rule,
    };
  }
}
