import { z } from "zod";
import { clause, clauses, code, condition, labels, snake } from "./field.schema.js";

/* What is done and written down, and what is shown to whoever does it. */

/** What `needs` may ask of a step. */
export const STEP_FIELDS = ["outcome", "party", "number", "date", "at", "items", "recordId"] as const;

export const step = z.strictObject({
  /** Facts are named after it: `joint_inspection` gives `jointInspectionAt`, `…Count`, `…Outcome`, `…Party`, `…On`, `…Number`, `…Items`. */
  code: snake,
  ...labels,
  clause: clauses,
  outcomes: z.array(code).min(1).optional(),
  /** Posts that may take it. */
  by: z.array(code).min(1).optional(),
  needs: z.array(z.enum(STEP_FIELDS)).min(1).optional(),
});

const formField = z.strictObject({
  code,
  ...labels,
  clause: clause.optional(),
  /** Always, or under a condition; a filing that lacks it is refused. */
  required: z.union([z.literal(true), condition]).optional(),
  /** The codes that the field may be marked with. */
  values: z.array(code).min(1).optional(),
});

export const form = z.strictObject({
  /** Facts are named after it: `visit_card` gives `visitCardFiledAt`, `…Count`, `…Filled`, `…Marks`. */
  code: snake,
  ...labels,
  clause: clauses,
  /** Posts that may file it. */
  by: z.array(code).min(1).optional(),
  fields: z.array(formField).min(1),
});

/** Where something is shown: an event (`step.taken:joint_inspection`), `post:…`, `form:…`, `duty:…` or `category:…`. */
const places = z.array(z.string()).min(1);

export const checklist = z.strictObject({
  code,
  ...labels,
  clause: clauses,
  at: places,
  items: z.array(z.strictObject({ code, ...labels, clause: clause.optional() })).min(1),
  /** The actions of `at` are refused until every item is ticked. */
  required: z.union([z.literal(true), condition]).optional(),
});

export const script = z.strictObject({ code, ...labels, clause: clauses, at: places });

/** Clauses that are not rules but are to be known: shown where they apply. */
export const guidance = z.strictObject({ clause: clauses, at: places });

/** Clauses whose enforcement needs a service that does not exist yet. */
export const pending = z.strictObject({
  service: z.enum(["assignment", "compensation", "knowledge"]),
  clause: clauses,
});

/** A clause of a regulation that brings its own register. */
export const ownClause = z.strictObject({ id: clause, kind: code, ...labels });
