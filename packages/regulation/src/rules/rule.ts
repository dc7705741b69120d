import type { Calendar, Period } from "@hearken/calendar";
import type { Localized } from "@hearken/kernel";
import type { RegulationFile } from "../file/schema.js";
import type { RecurrenceRule } from "../duties/recurrence-rule.js";
import type { Traces } from "../facts/declared.js";
import type { Condition, Conditions } from "./conditions.js";

/* A regulation, compiled for one tenant's readings and calendar: what the engine works with. */

/** What must happen for a rule to act. */
export interface Trigger {
  /** Names of events; empty means: as soon as `when` holds. */
  readonly on: readonly string[];
  readonly when: Condition<boolean> | undefined;
  /** The code of the obligation whose being met is the event. */
  readonly after: string | undefined;
  readonly per: Condition<string> | undefined;
  readonly each: Condition<readonly string[]> | undefined;
}

/** Posts, some of them only under a condition; `from` names one when the event is seen. */
export type Posts = readonly {
  readonly post: string;
  readonly when: Condition<boolean> | undefined;
  readonly from: Condition<string> | undefined;
}[];

/** How a due time is reckoned. */
export type DueForm =
  | { readonly form: "within"; readonly period: Period; readonly count: "elapsed" | "working" }
  | { readonly form: "workingDays"; readonly days: number; readonly sameTime: boolean }
  | { readonly form: "duty"; readonly days: RecurrenceRule | undefined }
  | { readonly form: "sameDay" }
  | { readonly form: "nextOpening"; readonly period: Period }
  | { readonly form: "endOf"; readonly date: Condition<string> }
  | { readonly form: "at"; readonly instant: Condition<bigint> }
  | { readonly form: "before"; readonly instant: Condition<bigint>; readonly lead: Period }
  | { readonly form: "earliest" | "latest"; readonly of: readonly Due[] };

export interface Due {
  readonly when: Condition<boolean> | undefined;
  readonly from: Condition<bigint> | undefined;
  readonly clause: string | undefined;
  readonly how: DueForm;
  /** Rounded up to the end of the day. */
  readonly endOfDay: boolean;
  /** It was read out of the opening event and does not move. */
  readonly isFrozen: boolean;
  /** It is due by then at the latest. */
  readonly noLaterThan?: Due | undefined;
}

export interface BreachEffect {
  readonly notify: Posts | undefined;
  readonly escalate: string | undefined;
  readonly raise: string | undefined;
  readonly clause: string;
}

export type Warn = { readonly share: number } | { readonly lead: Period };

export interface BulletinRule {
  readonly kind: string;
  readonly to: Posts;
  readonly sections: readonly string[];
}

export interface ObligationRule {
  readonly index: number;
  readonly code: string;
  readonly label: Localized;
  readonly clauses: readonly string[];
  readonly kind: "task" | "bulletin" | "report" | "followup";
  readonly opens: readonly Trigger[];
  readonly owner: Posts;
  /** The first whose condition holds; none: owed without a term. */
  readonly due: readonly Due[];
  readonly met: readonly Trigger[];
  readonly void: readonly Trigger[];
  readonly warn: Warn | undefined;
  readonly pauses: "any" | readonly string[];
  readonly repeats: Condition<boolean> | undefined;
  readonly breach: readonly BreachEffect[];
  readonly bulletin: BulletinRule | undefined;
  readonly survivesWithdrawal: boolean;
  /** Facts whose change moves the due time or the owner of what is open. */
  readonly dueReads: ReadonlySet<string>;
}

export interface LevelRule {
  readonly index: number;
  readonly level: string;
  readonly rank: number;
  readonly clause: string;
  readonly when: Condition<boolean>;
  readonly age: { readonly reach: Period; readonly from: Condition<bigint> | undefined } | undefined;
}

export interface Level {
  readonly code: string;
  readonly rank: number;
  readonly clause: string;
  readonly label: Localized;
}

export interface NoticeRule {
  readonly code: string;
  readonly label: Localized;
  readonly clauses: readonly string[];
  readonly when: Condition<boolean> | undefined;
  readonly to: Posts;
}

export interface Gate {
  readonly clause: string;
  readonly when: Condition<boolean> | undefined;
  readonly require: Condition<boolean>;
  readonly message: Localized;
  readonly field: string | undefined;
  /** It warns instead of refusing. */
  readonly warns: boolean;
}

export interface Recurrence {
  readonly clause: string;
  readonly within: Period;
  readonly complainants: number;
  readonly same: readonly ("organization" | "project" | "category" | "matter")[];
}

/** A fact that time alone makes true. */
export interface Moment {
  readonly name: string;
  readonly at: Condition<bigint>;
  readonly after: Period | undefined;
}

/** A fact that follows from others. */
export interface Derived {
  readonly name: string;
  readonly cases: readonly {
    readonly when: Condition<boolean> | undefined;
    readonly is: string;
    readonly from: Condition<string> | undefined;
  }[];
  readonly reads: ReadonlySet<string>;
}

/** A ladder for the complaints for which `when` holds. */
export interface Ladder {
  readonly when: Condition<boolean>;
  readonly posts: readonly string[];
}

/** What an organization owes again and again. */
export interface DutyRule {
  readonly code: string;
  readonly label: Localized;
  readonly clauses: readonly string[];
  /** `undefined`: no day is set, or it follows another duty. */
  readonly rule: RecurrenceRule | undefined;
  readonly after: { readonly duty: string; readonly within: Period } | undefined;
  readonly each: "project" | "department" | "staff" | undefined;
  /** Of the staff: those who hold this post. */
  readonly holding: string | undefined;
  readonly needs: readonly string[];
  readonly shift: "none" | "next" | "previous";
  readonly owner: string;
  readonly to: readonly string[];
  readonly sections: readonly string[];
  /** The clause that demands a section, where it has one of its own. */
  readonly sectionClauses: ReadonlyMap<string, string>;
  readonly warn: Period | undefined;
  /** Posts that hear of a breach. */
  readonly breach: readonly string[];
}

/** How long a kind of record is kept. */
export interface RetentionRule {
  readonly code: string;
  readonly label: Localized;
  readonly clauses: readonly string[];
  readonly of: readonly string[];
  readonly when: Condition<boolean> | undefined;
  /** `undefined`: the reading that says it is not set. */
  readonly keep: Period | "permanent" | undefined;
  readonly from: "filed" | "closed" | "last_record";
  readonly keeper: string | undefined;
}

/** How records are numbered. */
export interface NumberingRule {
  readonly code: string;
  readonly label: Localized;
  readonly clauses: readonly string[];
  readonly of: readonly string[];
  readonly pattern: string;
  readonly restarts: "never" | "yearly" | "monthly";
  readonly series: Condition<bigint> | undefined;
  /** The numbering in whose series it counts: its own, or another's. */
  readonly counter: string;
}

/** A figure over complaints. */
export interface MetricRule {
  readonly code: string;
  readonly label: Localized;
  readonly clauses: readonly string[];
  readonly measure: "share" | "count" | "sum" | "mean";
  readonly count: Condition<boolean>;
  readonly of: Condition<boolean>;
  readonly value: Condition<bigint> | undefined;
  readonly by: Condition<string> | undefined;
  readonly target: number | undefined;
}

/** A fact that may be recorded under this regulation. */
export type Recordable = RegulationFile["facts"][number];

/** The rules of one regulation, ready to be evaluated. Immutable; share it between complaints. */
export interface Rules {
  readonly file: RegulationFile;
  readonly code: string;
  readonly version: number;
  readonly calendar: Calendar;
  readonly conditions: Conditions;
  readonly recordables: ReadonlyMap<string, Recordable>;
  /** Steps and forms that the regulation declares; others mean nothing to it. */
  readonly steps: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly traces: Traces;
  /** By the name of an event: the facts, and the ticks, that start from nothing when it happens. */
  readonly anewOn: ReadonlyMap<string, { readonly facts: readonly string[]; readonly items: readonly string[] }>;
  readonly moments: readonly Moment[];
  readonly derived: readonly Derived[];
  /** Facts whose change alone makes something happen: what levels, moments, derived facts, owners and due times read. */
  readonly watched: ReadonlySet<string>;
  readonly levels: readonly Level[];
  /** Highest rank first. */
  readonly levelRules: readonly LevelRule[];
  readonly base: Level;
  readonly lowering: "never" | "follows";
  readonly obligations: readonly ObligationRule[];
  readonly opensOn: ReadonlyMap<string, readonly { readonly rule: ObligationRule; readonly trigger: Trigger }[]>;
  /** Obligations that open as soon as a condition holds, whatever happened. */
  readonly opensWhen: readonly {
    readonly rule: ObligationRule;
    readonly trigger: Trigger;
    readonly condition: Condition<boolean>;
  }[];
  readonly metOn: ReadonlyMap<string, readonly { readonly rule: ObligationRule; readonly trigger: Trigger }[]>;
  readonly voidOn: ReadonlyMap<string, readonly { readonly rule: ObligationRule; readonly trigger: Trigger }[]>;
  /** The names of events that some rule waits for, and the types of which some rule waits for a qualified one. */
  readonly heard: ReadonlySet<string>;
  readonly qualified: ReadonlySet<string>;
  readonly noticesOn: ReadonlyMap<string, readonly NoticeRule[]>;
  readonly gates: ReadonlyMap<string, readonly Gate[]>;
  readonly ladder: readonly string[];
  /** Other ladders; the first that applies comes before `ladder`. */
  readonly ladders: readonly Ladder[];
  readonly superiors: ReadonlyMap<string, string>;
  readonly recurrence: Recurrence | undefined;
  readonly duties: readonly DutyRule[];
  readonly retention: readonly RetentionRule[];
  readonly numbering: readonly NumberingRule[];
  readonly metrics: readonly MetricRule[];
}
