import { z } from "zod";
import { clause, clauses, code, condition, eventNames, labels, period, posts } from "./field.schema.js";

/* What somebody owes by when. */

export const trigger = z.strictObject({
  /** Event types; `after` names an obligation instead: being met is the event. */
  on: eventNames.optional(),
  after: code.optional(),
  when: condition.optional(),
  /** One obligation for each value of this text. */
  per: condition.optional(),
  /** One obligation for each item of this list. */
  each: condition.optional(),
});

export const dueForm = z.strictObject({
  when: condition.optional(),
  clause: clause.optional(),
  /** A duration, or the name of a reading that holds one. */
  within: z.string().optional(),
  /** `elapsed` (default), `working`, or the name of a reading that holds one of them. */
  count: z.string().optional(),
  /** The end of the Nth working day: a number, or the name of a reading that holds one. */
  workingDays: z.union([z.int().min(1).max(3_660), z.string()]).optional(),
  /** Not at the end of that working day but at the time of day at which counting began. */
  sameTime: z.literal(true).optional(),
  sameDay: z.literal(true).optional(),
  /** Rounded up to the end of the day. */
  endOfDay: z.literal(true).optional(),
  /** The next opening, plus this duration. */
  nextOpening: period.optional(),
  /** The end of a day that somebody promised: a condition that answers a date. */
  endOf: condition.optional(),
  /** The end of that duty's next day. */
  duty: code.optional(),
  /** An instant that somebody agreed: a condition that answers it. */
  at: condition.optional(),
  /** A date or instant minus a lead. */
  before: condition.optional(),
  lead: period.optional(),
  /** Where counting begins: a condition that answers an instant; 0 or nothing means the opening. */
  from: condition.optional(),
  /** A bound: whatever else is said, it is due by then. Compositions have it; a file may say it too. */
  get noLaterThan() {
    return dueForm.optional();
  },
  get earliest() {
    return z.array(dueForm).min(1).optional();
  },
  get latest() {
    return z.array(dueForm).min(1).optional();
  },
});

export const effect = z.strictObject({
  notify: posts.optional(),
  escalate: z.union([z.literal("next"), code]).optional(),
  raise: code.optional(),
  clause: clause.optional(),
});

const bulletin = z.strictObject({
  kind: code,
  to: posts,
  sections: z.array(code).default([]),
});

export const obligation = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  kind: z.enum(["task", "bulletin", "report", "followup"]).default("task"),
  opens: z.union([trigger, z.array(trigger).min(1)]),
  owner: posts,
  due: z.union([dueForm, z.array(dueForm).min(1)]).optional(),
  met: z.union([trigger, z.array(trigger).min(1)]),
  void: z.union([trigger, z.array(trigger).min(1)]).optional(),
  /** `50%` of the time, or a duration before it is due. */
  warn: z.string().optional(),
  /** Reasons of suspension that stop its clock; `any` for all. */
  pauses: z.union([z.literal("any"), z.array(code)]).optional(),
  /** Opens again as soon as it is met, while this holds. */
  repeats: condition.optional(),
  breach: z.array(effect).optional(),
  bulletin: bulletin.optional(),
  survivesWithdrawal: z.boolean().default(false),
});

/** The keys of which each due time says one. */
export const DUE_FORMS = [
  "within",
  "workingDays",
  "sameDay",
  "nextOpening",
  "endOf",
  "duty",
  "at",
  "before",
  "earliest",
  "latest",
] as const;

export type TriggerEntry = z.infer<typeof trigger>;
export type DueEntry = z.infer<typeof dueForm>;
export type EffectEntry = z.infer<typeof effect>;
export type ObligationEntry = z.infer<typeof obligation>;
