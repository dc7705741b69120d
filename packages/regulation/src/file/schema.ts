import { parsePeriod } from "@hearken/calendar";
import { z } from "zod";

/* The shape of a regulation file. Every key is explained in packages/regulation/README.md. */

const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, "not a code: letters, digits and _ . - only");
const clause = z.string().regex(/^[A-Z]{2}-[A-Za-z0-9.-]{1,40}$/, "not a clause id, such as LG-5.2.2A");
const clauses = z.union([clause, z.array(clause).min(1)]);
const condition = z.string().min(1);
const period = z
  .string()
  .refine((text) => parsePeriod(text) !== undefined, "not an ISO 8601 duration, such as PT30M, P2D or P1M");
const labels = { zh: z.string().min(1), en: z.string().min(1) };
const localized = z.strictObject(labels);

const oneOrMany = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);
const conditionalPost = z.union([code, z.strictObject({ post: code, when: condition })]);
/** `from`: the post that a condition names, for example the addressee `event.to`. */
const posts = z.union([code, z.array(z.union([conditionalPost, z.strictObject({ from: condition })])).min(1)]);

const trigger = z.strictObject({
  /** Event types; `after` names an obligation instead: being met is the event. */
  on: oneOrMany(z.string()).optional(),
  after: code.optional(),
  when: condition.optional(),
  /** One obligation for each value of this text. */
  per: condition.optional(),
  /** One obligation for each item of this list. */
  each: condition.optional(),
});

const dueForm = z.strictObject({
  when: condition.optional(),
  clause: clause.optional(),
  /** A duration, or the name of a reading that holds one. */
  within: z.string().optional(),
  /** `elapsed` (default), `working`, or the name of a reading that holds one of them. */
  count: z.string().optional(),
  workingDays: z.int().min(1).max(3_660).optional(),
  sameDay: z.literal(true).optional(),
  /** The next opening, plus this duration. */
  nextOpening: period.optional(),
  /** The end of a day that somebody promised: a condition that answers a date. */
  endOf: condition.optional(),
  /** A date or instant minus a lead. */
  before: condition.optional(),
  lead: period.optional(),
  /** Where counting begins: a condition that answers an instant; 0 or nothing means the opening. */
  from: condition.optional(),
  earliest: z.array(z.unknown()).optional(),
  latest: z.array(z.unknown()).optional(),
});

const effect = z.strictObject({
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

const obligation = z.strictObject({
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

const age = z.strictObject({ reach: period, from: condition.optional() });
const levelRule = z.strictObject({ when: condition, age: age.optional(), clause });
const level = z.strictObject({ code, ...labels, rank: z.int().min(0), clause, any: z.array(levelRule).optional() });

const notice = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  on: oneOrMany(z.string()),
  when: condition.optional(),
  to: posts,
});

const gate = z.strictObject({
  /** The event types that are refused unless `require` holds. */
  action: oneOrMany(z.string()),
  clause,
  when: condition.optional(),
  require: condition,
  message: localized,
  /** The input field that the refusal is about. */
  field: z.string().optional(),
});

const reading = z.strictObject({
  ...labels,
  clause: clauses,
  default: z.union([z.string(), z.int(), z.boolean()]),
  choices: z
    .array(z.union([z.string(), z.int(), z.boolean()]))
    .min(1)
    .optional(),
});

const labelled = z.strictObject({ code, ...labels, clause: clause.optional(), under: code.optional() });
const channel = z.strictObject({ code, ...labels, clause: clause.optional(), online: z.boolean().default(false) });
const recordable = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, "not a fact's name: camelCase"),
  ...labels,
  type: z.enum(["flag", "number", "code", "instant"]),
  clause: clauses.optional(),
  values: z.array(code).optional(),
  /** Posts that may record it; anyone who handles the complaint when absent. */
  by: z.array(code).optional(),
});

export const regulationSchema = z.strictObject({
  regulation: code,
  version: z.int().min(1),
  title: localized,
  effectiveFrom: z.iso.date(),
  register: code,
  readings: z.record(z.string(), reading).default({}),
  posts: z.array(labelled).min(1),
  ladder: z.array(code).min(1),
  categories: z.array(labelled).min(1),
  channels: z.array(channel).min(1),
  facts: z.array(recordable).default([]),
  levels: z.array(level).min(1),
  lowering: z.enum(["never", "follows"]).default("never"),
  /** The clause by which a level may be set by decision (`level.set`); without it such events change nothing. */
  override: z.strictObject({ clause }).optional(),
  recurrence: z
    .strictObject({
      clause,
      within: z.string(),
      complainants: z.union([z.int(), z.string()]),
      same: z.array(z.enum(["organization", "project", "category", "matter"])).min(1),
    })
    .optional(),
  obligations: z.array(obligation).default([]),
  notices: z.array(notice).default([]),
  gates: z.array(gate).default([]),
});

/** A regulation file whose shape is right; its conditions and names are checked next. */
export type RegulationFile = z.infer<typeof regulationSchema>;
export type ObligationEntry = RegulationFile["obligations"][number];
export type DueEntry = z.infer<typeof dueForm>;
export type TriggerEntry = z.infer<typeof trigger>;
export type PostsEntry = z.infer<typeof posts>;
export type EffectEntry = z.infer<typeof effect>;

/** Every key that a regulation file may use somewhere: what a misspelt one is compared with. */
export const knownKeys: ReadonlySet<string> = new Set([
  ...[
    "regulation",
    "version",
    "title",
    "effectiveFrom",
    "register",
    "readings",
    "posts",
    "ladder",
    "categories",
    "channels",
    "facts",
  ],
  ...[
    "levels",
    "lowering",
    "override",
    "recurrence",
    "obligations",
    "notices",
    "gates",
    "code",
    "zh",
    "en",
    "clause",
    "kind",
    "opens",
  ],
  ...[
    "owner",
    "due",
    "met",
    "void",
    "warn",
    "pauses",
    "repeats",
    "breach",
    "bulletin",
    "survivesWithdrawal",
    "on",
    "after",
    "when",
    "per",
  ],
  ...[
    "each",
    "within",
    "count",
    "workingDays",
    "sameDay",
    "nextOpening",
    "endOf",
    "before",
    "lead",
    "from",
    "earliest",
    "latest",
    "notify",
  ],
  ...[
    "escalate",
    "raise",
    "to",
    "sections",
    "rank",
    "any",
    "age",
    "reach",
    "action",
    "require",
    "message",
    "field",
    "default",
    "choices",
  ],
  ...["under", "online", "name", "type", "values", "by", "complainants", "same", "post"],
]);
