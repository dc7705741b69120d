import { z } from "zod";
import { clause, clauses, code, condition, eventNames, labels, snake } from "./field.schema.js";

/* What is done and written down, and what is shown to whoever does it. */

/** A code, with its labels where they are to be shown. */
const valued = z.union([code, z.strictObject({ code, ...labels, clause: clauses.optional() })]);

/** What `needs` may ask of a step. */
export const STEP_FIELDS = ["outcome", "party", "number", "date", "at", "items", "recordId", "staffId"] as const;

export const step = z.strictObject({
  /** Facts are named after it: `joint_inspection` gives `jointInspectionAt`, `…For`, `…Count`, `…Outcome`, `…Party`, `…Parties`, `…On`, `…Number`, `…Items`, `…By`. */
  code: snake,
  ...labels,
  clause: clauses,
  outcomes: z.array(valued).min(1).optional(),
  /** When this happens, its facts start from nothing. */
  anew: eventNames.optional(),
  /** Posts that may take it. */
  by: z.array(code).min(1).optional(),
  needs: z.array(z.enum(STEP_FIELDS)).min(1).optional(),
});

const formField = z.strictObject({
  code,
  ...labels,
  clause: clauses.optional(),
  /** Always, or under a condition; a filing that lacks it is refused. */
  required: z.union([z.literal(true), condition]).optional(),
  /** The codes that the field may be marked with. */
  values: z.array(valued).min(1).optional(),
});

export const form = z.strictObject({
  /** Facts are named after it: `visit_card` gives `visitCardFiledAt`, `…RecordId`, `…Count`, `…Filled`, `…Marks`, `…By`. */
  code: snake,
  ...labels,
  clause: clauses,
  /** Posts that may file it. */
  by: z.array(code).min(1).optional(),
  fields: z.array(formField).default([]),
  /** The number printed on the paper form; two forms may share one. */
  printed: z.string().optional(),
  copies: z.int().min(1).optional(),
  /** It is filled in stages: filings add up, and what is required is judged on all of them together. */
  stages: z.literal(true).optional(),
  anew: eventNames.optional(),
});

/** Where something is shown: an event (`step.taken:joint_inspection`), `post:…`, `form:…`, `duty:…` or `category:…`. */
const places = z.array(z.string()).min(1);

export const checklist = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  at: places,
  items: z.array(z.strictObject({ code, ...labels, clause: clauses.optional() })).min(1),
  /** When this happens, nothing is ticked. */
  anew: eventNames.optional(),
  /** The actions of `at` are refused until every item is ticked. */
  required: z.union([z.literal(true), condition]).optional(),
});

export const script = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  at: places,
  /** What stands in braces in both texts. */
  fills: z.array(code).default([]),
});

/** Clauses that are not rules but are to be known: shown where they apply. */
export const guidance = z.strictObject({ clause: clauses, at: places });

export type Valued = z.infer<typeof valued>;

/** The code of a value. */
export function codeOf(value: Valued): string {
  return typeof value === "string" ? value : value.code;
}

/** Clauses whose enforcement needs a service that does not exist yet. */
export const pending = z.strictObject({
  service: z.enum(["assignment", "compensation", "knowledge"]),
  clause: clauses,
});

/** A clause of a regulation that brings its own register. */
export const ownClause = z.strictObject({ id: clause, kind: code, ...labels });
