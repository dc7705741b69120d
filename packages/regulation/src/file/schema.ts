import { z } from "zod";
import { duty, metric, numbering, retention } from "./duty.schema.js";
import {
  camel,
  clause,
  clauses,
  code,
  condition,
  eventNames,
  labels,
  localized,
  period,
  posts,
} from "./field.schema.js";
import { obligation } from "./obligation.schema.js";
import { checklist, form, guidance, ownClause, pending, script, step } from "./step.schema.js";

/* The shape of a regulation file. docs/writing-a-regulation.md leads through it; every key is explained there. */

const age = z.strictObject({ reach: period, from: condition.optional() });
const levelRule = z.strictObject({ when: condition, age: age.optional(), clause });
const level = z.strictObject({ code, ...labels, rank: z.int().min(0), clause, any: z.array(levelRule).optional() });

const notice = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  on: eventNames,
  when: condition.optional(),
  to: posts,
});

const gate = z.strictObject({
  /** The event types that are refused unless `require` holds. */
  action: eventNames,
  clause: clauses,
  when: condition.optional(),
  require: condition,
  message: localized,
  /** The input field that the refusal is about. */
  field: z.string().optional(),
  /** It is permitted all the same, with a warning. */
  warn: z.literal(true).optional(),
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

const labelled = z.strictObject({ code, ...labels, clause: clauses.optional(), under: code.optional() });
const channel = z.strictObject({ code, ...labels, clause: clauses.optional(), online: z.boolean().default(false) });
const recordable = z.strictObject({
  name: camel,
  ...labels,
  type: z.enum(["flag", "number", "code", "instant"]),
  clause: clauses.optional(),
  values: z.array(code).optional(),
  /** Posts that may record it; anyone who handles the complaint when absent. */
  by: z.array(code).optional(),
});

/** A fact that time alone makes true: from the instant `at`, or so long `after` it. */
const moment = z.strictObject({ name: camel, ...labels, clause: clauses, at: condition, after: period.optional() });

/** A fact that follows from others: the first case that holds; nothing when none does. */
const derived = z.strictObject({
  name: camel,
  ...labels,
  clause: clauses,
  cases: z
    .array(z.strictObject({ when: condition.optional(), is: z.union([code, z.strictObject({ from: condition })]) }))
    .min(1),
});

const ladder = z.array(code).min(1);

export const regulationSchema = z.strictObject({
  regulation: code,
  version: z.int().min(1),
  title: localized,
  effectiveFrom: z.iso.date(),
  /** Files below this one whose lists are added to its own. */
  parts: z.array(z.string()).default([]),
  /** The register that its clauses stand in; a regulation may bring its own `clauses` instead. */
  register: code.optional(),
  clauses: z.array(ownClause).default([]),
  readings: z.record(z.string(), reading).default({}),
  posts: z.array(labelled).min(1),
  ladder,
  /** Other ladders, for complaints for which `when` holds; the first that applies. */
  ladders: z.array(z.strictObject({ code, clause: clauses, when: condition, posts: ladder })).default([]),
  categories: z.array(labelled).min(1),
  channels: z.array(channel).min(1),
  facts: z.array(recordable).default([]),
  moments: z.array(moment).default([]),
  derived: z.array(derived).default([]),
  steps: z.array(step).default([]),
  forms: z.array(form).default([]),
  checklists: z.array(checklist).default([]),
  scripts: z.array(script).default([]),
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
  duties: z.array(duty).default([]),
  retention: z.array(retention).default([]),
  numbering: z.array(numbering).default([]),
  metrics: z.array(metric).default([]),
  guidance: z.array(guidance).default([]),
  pending: z.array(pending).default([]),
});

/** What a part may add to: lists, and readings. */
export const partSchema = regulationSchema
  .pick({
    readings: true,
    clauses: true,
    posts: true,
    ladders: true,
    categories: true,
    channels: true,
    facts: true,
    moments: true,
    derived: true,
    steps: true,
    forms: true,
    checklists: true,
    scripts: true,
    obligations: true,
    notices: true,
    gates: true,
    duties: true,
    retention: true,
    numbering: true,
    metrics: true,
    guidance: true,
    pending: true,
  })
  .partial();

/** A regulation file whose shape is right; its conditions and names are checked next. */
export type RegulationFile = z.infer<typeof regulationSchema>;
export type GateEntry = RegulationFile["gates"][number];
export type PostsEntry = z.infer<typeof posts>;

/** The JSON Schema of a regulation file, for editors. */
export function regulationJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(regulationSchema, { io: "input" });
}

/** Every key that a regulation file may use somewhere: what a misspelt one is compared with. */
export function knownKeys(): ReadonlySet<string> {
  return new Set(keysIn(regulationJsonSchema()));
}

export function keysIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties } = schema as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(keysIn)];
}
