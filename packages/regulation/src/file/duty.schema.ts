import { z } from "zod";
import { clause, clauses, code, condition, labels, period, posts } from "./field.schema.js";

/* What an organization owes whatever complaints it has, and what its records must obey. */

export const duty = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  /** RFC 5545: the days on which it is due, or a reading that holds such a rule. A day that a month lacks is its last day. */
  rule: z.string().min(1).optional(),
  /** So long after another duty was done, instead of a rule. */
  after: z.strictObject({ duty: code, within: z.string().min(1) }).optional(),
  /** One for each of these of the organization. */
  each: z.enum(["project", "department", "staff"]).optional(),
  /** With `each: staff`: those who hold this post; the owner's when absent. */
  holding: code.optional(),
  /** Duties of the same day or before that must be done first. */
  needs: z.array(code).default([]),
  /** Where the rule lands on a day that is no working day. */
  shift: z.enum(["none", "next", "previous"]).default("none"),
  owner: posts,
  to: z.array(code).default([]),
  /** What the report must hold. */
  sections: z.array(code).default([]),
  /** The clauses that demand single sections. */
  sectionClauses: z.record(code, clauses).default({}),
  /** How long before its day it is announced. */
  warn: period.optional(),
  breach: z.array(z.strictObject({ notify: posts, clause: clause.optional() })).optional(),
});

/** What a retention rule is about besides forms. */
export const RECORD_KINDS = [
  "complaint",
  "evidence",
  "report",
  "bulletin",
  "reply",
  "knowledge_case",
  "compensation",
] as const;

export const retention = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  /** Forms, or kinds of record. */
  of: z.array(code).min(1),
  /** Under a condition over the complaint's facts. */
  when: condition.optional(),
  /** `permanent`, a duration, or a reading that holds one of them. */
  keep: z.string().min(1),
  /** The instant from which it is kept: the record's own, that of closing, or that of the last record of the complaint. */
  from: z.enum(["filed", "closed", "last_record"]).default("filed"),
  /** The post that keeps it. */
  keeper: code.optional(),
});

export const numbering = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  /** Forms whose records carry the number. */
  of: z.array(code).min(1),
  /** `COBZS{series:3}/WXWT{number:3}`: parts with their width; `{year}`, `{month}`. */
  pattern: z.string().min(1),
  /** `never`, `yearly`, `monthly`, or a reading that holds one of them. */
  restarts: z.string().default("never"),
  /** Posts that draw from the one series. */
  issuers: posts.optional(),
  /** What stands in `{series}`: a condition that answers a number. */
  series: condition.optional(),
  /** Another numbering in whose series it counts, or a reading that names one. */
  counter: code.optional(),
});

/** A figure over complaints: of those for which `of` holds, those for which `count` does, or what `value` says of them. */
export const metric = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  measure: z.enum(["share", "count", "sum", "mean"]).default("share"),
  of: condition.default("true"),
  count: condition.default("true"),
  value: condition.optional(),
  /** One figure for each of these: a condition that answers a text. */
  by: condition.optional(),
  target: z.number().optional(),
});
