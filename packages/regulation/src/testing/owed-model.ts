import type { ObligationStatus } from "../evaluation/standing.js";

/*
 * What is owed under the machine's procedure, modelled by counting down: every half hour takes half an hour from the time
 * that is left of what runs. The engine reckons instants instead; both must come to the same.
 */

/** The model's unit: half an hour. Instants and durations count it. */
export const TICK_MINUTES = 30;

/** One thing that may happen; ticks are absolute where they name an instant. */
export type OwedCommand =
  | { readonly does: "relay" | "answer_relay"; readonly item: number }
  | { readonly does: "suspend"; readonly reason: "waiting" | "weather" }
  | { readonly does: "deadline"; readonly inTicks: number }
  | { readonly does: "waive"; readonly nth: number }
  | {
      readonly does:
        "pass_up" | "urge" | "submit" | "refer" | "resume" | "reply" | "withdraw" | "finish" | "reopen" | "nothing";
    };

/** One thing owed. */
export interface Owed {
  readonly code: "visit" | "report" | "answer";
  readonly item: number | undefined;
  readonly openedAt: number;
  status: ObligationStatus;
  /** Ticks that are left, of what counts down; `null`: nothing says yet by when. */
  left: number | null;
  /** Since when its clock stands still. */
  stoppedAt: number | null;
  stoodStill: number;
  warned: boolean;
  /** Whether somebody can still do it. */
  isOwed: boolean;
  metAt: number | null;
  breachedAt: number | null;
}

const HALF_OF_A_VISIT = 4;
const TERMS = { visit: 8, report: 6 } as const;

export class OwedModel {
  readonly all: Owed[] = [];
  now = 0;
  #isOpen = true;
  /** Ticks of the agreed deadline, absolute. */
  #deadline: number | null = null;

  constructor() {
    this.#open("answer", undefined, null);
  }

  /** Time goes on, then something happens, then what fell due at that very tick is missed. */
  step(ticks: number, command: OwedCommand): void {
    for (let passed = 0; passed < ticks; passed += 1) {
      this.#timers();
      this.now += 1;
      for (const one of this.all)
        if (one.status === "open" && one.stoppedAt === null && one.left !== null) one.left -= 1;
    }
    this.#does(command);
    this.#timers();
  }

  #timers(): void {
    for (const one of this.all) {
      if (one.status !== "open" || one.stoppedAt !== null || one.left === null) continue;
      if (one.left <= 0) {
        one.status = "breached";
        one.breachedAt = this.now;
      } else if (one.code === "visit" && one.left <= HALF_OF_A_VISIT) one.warned = true;
    }
  }

  #does(command: OwedCommand): void {
    switch (command.does) {
      case "relay":
        return this.#open("visit", command.item, TERMS.visit);
      case "answer_relay":
        return void this.#meet("visit", command.item);
      case "pass_up":
        return this.#end((one) => one.code === "visit", "void");
      case "urge":
        return this.#open("report", undefined, TERMS.report);
      case "submit":
        if (this.#meet("report") && this.#isOpen) this.#open("report", undefined, TERMS.report);
        return;
      case "refer":
        return this.#end((one) => one.code === "report", "void");
      case "suspend":
        return this.#suspend(command.reason);
      case "resume":
        for (const one of this.all) if (one.isOwed) this.#goOn(one);
        return;
      case "reply":
        return void this.#meet("answer");
      case "deadline":
        return this.#agree(this.now + command.inTicks);
      case "waive":
        return this.#end((one) => one === this.all[command.nth % this.all.length], "waived");
      case "withdraw":
        this.#isOpen = false;
        for (const one of this.all) if (one.isOwed) this.#goOn(one);
        return this.#end((one) => one.code !== "report", "void");
      case "finish":
        this.#isOpen = false;
        return;
      case "reopen":
        this.#isOpen = true;
        return;
      case "nothing":
    }
  }

  #open(code: Owed["code"], item: number | undefined, left: number | null): void {
    if (this.all.some((one) => one.isOwed && one.code === code && one.item === item)) return;
    this.all.push({
      ...{ code, item, left, openedAt: this.now, status: "open", isOwed: true },
      ...{ stoppedAt: null, stoodStill: 0, warned: false, metAt: null, breachedAt: null },
    });
  }

  #meet(code: Owed["code"], item?: number): boolean {
    const one = this.all.find((other) => other.isOwed && other.code === code && other.item === item);
    if (one === undefined) return false;
    this.#goOn(one);
    one.status = one.status === "breached" ? "met_late" : "met";
    one.metAt = this.now;
    one.isOwed = false;
    return true;
  }

  /** Nobody has to do it any more; what was missed stays missed. */
  #end(which: (one: Owed) => boolean, status: "void" | "waived"): void {
    for (const one of this.all) {
      if (!one.isOwed || !which(one)) continue;
      this.#goOn(one);
      if (one.status === "open") one.status = status;
      one.isOwed = false;
    }
  }

  #suspend(reason: string): void {
    for (const one of this.all) {
      const stops = one.code === "visit" || (one.code === "report" && reason === "waiting");
      if (stops && one.status === "open" && one.stoppedAt === null) one.stoppedAt = this.now;
    }
  }

  #goOn(one: Owed): void {
    if (one.stoppedAt === null) return;
    one.stoodStill += this.now - one.stoppedAt;
    one.stoppedAt = null;
  }

  #agree(deadline: number): void {
    this.#deadline = deadline;
    for (const one of this.all)
      if (one.code === "answer" && one.status === "open") one.left = Math.max(this.#deadline, one.openedAt) - this.now;
  }
}
