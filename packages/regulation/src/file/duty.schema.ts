import { z } from "zod";
import { clause, clauses, code, condition, labels, period, posts } from "./field.schema.js";

/* What an organization owes whatever complaints it has, and what its records must obey. */

export const duty = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  /** RFC 5545: the days on which it is due. A day that a month lacks is its last day. */
  rule: z.string().regex(/^FREQ=/, "not an RFC 5545 rule, such as FREQ=MONTHLY;BYMONTHDAY=16"),
  /** Where the rule lands on a day that is no working day. */
  shift: z.enum(["none", "next", "previous"]).default("none"),
  owner: posts,
  to: z.array(code).default([]),
  /** What the report must hold. */
  sections: z.array(code).default([]),
  /** How long before its day it is announced. */
  warn: period.optional(),
  breach: z.array(z.strictObject({ notify: posts, clause: clause.optional() })).optional(),
});

/** What a retention rule is about besides forms. */
export const RECORD_KINDS = ["complaint", "evidence", "report", "bulletin", "knowledge_case", "compensation"] as const;

export const retention = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  /** Forms, or kinds of record. */
  of: z.array(code).min(1),
  /** Under a condition over the complaint's facts. */
  when: condition.optional(),
  keep: z.union([z.literal("permanent"), period]),
  /** The instant from which it is kept: the record's own, or that of closing. */
  from: z.enum(["filed", "closed"]).default("filed"),
});

export const numbering = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  /** Forms whose records carry the number. */
  of: z.array(code).min(1),
  /** `COBZS{series:3}/WXWT{number:3}`: parts with their width; `{year}`, `{month}`. */
  pattern: z.string().min(1),
  restarts: z.enum(["never", "yearly", "monthly"]).default("never"),
  /** Posts that draw from the one series. */
  issuers: z.array(code).min(1).optional(),
});

/** A share over complaints: of those for which `of` holds, those for which `count` does. */
export const metric = z.strictObject({ code, ...labels, clause: clauses, count: condition, of: condition });
