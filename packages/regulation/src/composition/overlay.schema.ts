import { z } from "zod";
import { duty, metric, retention } from "../file/duty.schema.js";
import { code, localized, period, posts } from "../file/field.schema.js";
import { dueForm, effect, obligation } from "../file/obligation.schema.js";
import { keysIn, regulationSchema } from "../file/schema.js";
import { checklist, form, guidance, ownClause, script, step, STEP_FIELDS } from "../file/step.schema.js";

/* The shape of an overlay: what a subsidiary asks for beyond its headquarters' regulation. The README beside this says what each key means. */

const { shape } = regulationSchema;

/** What the baseline says already, said more strictly; each by its code. */
const stricter = z.strictObject({
  obligations: z
    .array(
      z.strictObject({
        code,
        /** In the place of the baseline's; sooner, whatever happens. */
        due: z.union([dueForm, z.array(dueForm).min(1)]).optional(),
        /** In the place of the baseline's; earlier. */
        warn: z.string().optional(),
        /** In the place of the baseline's; fewer reasons. */
        pauses: z.array(code).optional(),
        /** Beside the baseline's. */
        breach: z.array(effect).min(1).optional(),
        /** Recipients and sections beside the baseline's. */
        bulletin: z.strictObject({ to: posts.optional(), sections: z.array(code).min(1).optional() }).optional(),
        survivesWithdrawal: z.boolean().optional(),
      }),
    )
    .default([]),
  /** Further rules that raise a complaint to a level. */
  levels: z.array(z.strictObject({ code, any: shape.levels.element.shape.any.unwrap().min(1) })).default([]),
  /** Further recipients. */
  notices: z.array(z.strictObject({ code, to: posts })).default([]),
  steps: z.array(z.strictObject({ code, needs: z.array(z.enum(STEP_FIELDS)).min(1) })).default([]),
  forms: z
    .array(
      z.strictObject({
        code,
        /** Fields of the baseline that are required now. */
        require: z.array(code).min(1).optional(),
        /** Further fields. */
        fields: form.shape.fields.optional(),
      }),
    )
    .default([]),
  checklists: z
    .array(z.strictObject({ code, items: checklist.shape.items.optional(), required: z.literal(true).optional() }))
    .default([]),
  duties: z
    .array(
      z.strictObject({
        code,
        warn: period.optional(),
        to: z.array(code).min(1).optional(),
        sections: z.array(code).min(1).optional(),
        breach: duty.shape.breach,
      }),
    )
    .default([]),
  retention: z.array(z.strictObject({ code, keep: retention.shape.keep })).default([]),
});

/** What the baseline does not say at all. */
const adds = z.strictObject({
  posts: z.array(shape.posts.element).default([]),
  facts: shape.facts,
  moments: shape.moments,
  derived: shape.derived,
  steps: z.array(step).default([]),
  forms: z.array(form).default([]),
  checklists: z.array(checklist).default([]),
  scripts: z.array(script).default([]),
  obligations: z.array(obligation).default([]),
  notices: shape.notices,
  gates: shape.gates,
  duties: z.array(duty).default([]),
  retention: z.array(retention).default([]),
  metrics: z.array(metric).default([]),
  guidance: z.array(guidance).default([]),
});

export const overlaySchema = z.strictObject({
  regulation: code,
  version: z.int().min(1),
  title: localized,
  effectiveFrom: z.iso.date(),
  baseline: z.strictObject({ regulation: code, version: z.int().min(1) }),
  /** The clauses by which the subsidiary asks for more. */
  clauses: z.array(ownClause).default([]),
  /** The baseline's own choices, from here on without a choice: which of two readings is stricter nobody can tell. */
  readings: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])).default({}),
  stricter: stricter.default(() => stricter.parse({})),
  adds: adds.default(() => adds.parse({})),
});

/** An overlay whose shape is right; whether it is stricter is asked when it is composed. */
export type Overlay = z.infer<typeof overlaySchema>;
export type Stricter = Overlay["stricter"];
export type Adds = Overlay["adds"];

let known: ReadonlySet<string> | undefined;

/** Every key that an overlay may use somewhere: what a misspelt one is compared with. */
export function overlayKeys(): ReadonlySet<string> {
  known ??= new Set(keysIn(overlayJsonSchema()));
  return known;
}

/** The JSON Schema of an overlay, for editors. */
export function overlayJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(overlaySchema, { io: "input" });
}
