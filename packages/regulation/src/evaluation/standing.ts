import type { EventType, NewEvent, Payload } from "@hearken/contracts";
import type { Actor, Instant } from "@hearken/kernel";
import type { FactValue } from "../facts/builtin.js";
import type { BulletinRule, ObligationRule } from "../rules/rule.js";

/** One fact of a complaint's history, as the journal keeps it. */
export type HistoryEvent = { [T in EventType]: { readonly type: T; readonly payload: Payload<T> } }[EventType] & {
  readonly id: string;
  readonly occurredAt: Instant;
  readonly actor: Actor;
};

/** An event that someone wants to happen: what gates decide on. */
export type ProposedEvent = NewEvent & { readonly actor: Actor };

export type ObligationStatus = "open" | "met" | "met_late" | "breached" | "waived" | "void";

/** A time during which an obligation's clock stood still. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly reason: string;
}

/** What someone owes by when, under which clause. */
export interface Obligation {
  /** Unique within the complaint and stable over every evaluation: the code, and what it was opened for. */
  readonly key: string;
  readonly code: string;
  readonly clauses: readonly string[];
  readonly kind: ObligationRule["kind"];
  /** The post that owes it. */
  readonly owner: string;
  readonly openedAt: Instant;
  /** Where its time begins to count. */
  readonly from: Instant;
  /** `null`: without a term, standing still, or (see `unreckonedYear`) not reckonable yet. */
  readonly dueAt: Instant | null;
  readonly warnAt: Instant | null;
  readonly warned: boolean;
  readonly status: ObligationStatus;
  /** Whether somebody still has to do it: open, or breached and not released since. */
  readonly isOwed: boolean;
  /** When it was met, breached or released: the last change of `status`. */
  readonly settledAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly metAt: Instant | null;
  /** Id of the actor who met it. */
  readonly by: string | null;
  readonly pauses: readonly Pause[];
  readonly pausedMs: number;
  readonly bulletin: (Omit<BulletinRule, "to"> & { readonly to: readonly string[] }) | null;
  /** A year whose holidays are not published, without which its due time cannot be told. */
  readonly unreckonedYear: number | null;
  readonly rule: ObligationRule;
}

/** A change of level, with the rule that fired and the facts that it read. */
export interface LevelChange {
  readonly at: Instant;
  readonly from: string | null;
  readonly to: string;
  readonly clause: string;
  readonly because: Readonly<Record<string, FactValue>>;
}

/** Posts were told because a rule demands it. */
export interface Notice {
  readonly key: string;
  readonly code: string;
  readonly clause: string;
  readonly to: readonly string[];
  readonly at: Instant;
}

/** One rung of the ladder climbed. */
export interface Rung {
  readonly key: string;
  readonly rung: number;
  readonly from: string | null;
  readonly to: string;
  readonly at: Instant;
  readonly clause: string;
  /** Key of the obligation whose breach raised it. */
  readonly cause: string;
}

/** All that follows from a complaint's history at an instant. */
export interface Standing {
  readonly at: Instant;
  /** `none` before the complaint was received. */
  readonly status: string;
  readonly validity: string;
  readonly level: {
    readonly code: string;
    readonly rank: number;
    readonly clause: string;
    readonly since: Instant;
  } | null;
  readonly levels: readonly LevelChange[];
  readonly obligations: readonly Obligation[];
  readonly notices: readonly Notice[];
  readonly escalations: readonly Rung[];
  readonly facts: Readonly<Record<string, FactValue>>;
  /** The next instant at which time alone would change this; `null` when it never will. */
  readonly nextChangeAt: Instant | null;
  /** Years whose holidays must be published before everything can be reckoned. */
  readonly unreckonedYears: readonly number[];
}
