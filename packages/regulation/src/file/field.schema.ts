import { parsePeriod } from "@hearken/calendar";
import { z } from "zod";

/* What the values of a regulation file are made of. */

export const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, "not a code: letters, digits and _ . - only");
/** A code that facts are named after. */
export const snake = z
  .string()
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, "not a code in snake_case, such as joint_inspection");
/** A fact's name. */
export const camel = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, "not a fact's name: camelCase");
export const clause = z.string().regex(/^[A-Z]{2}-[A-Za-z0-9.-]{1,40}$/, "not a clause id, such as LG-5.2.2A");
export const clauses = z.union([clause, z.array(clause).min(1)]);
/** CEL; checked against the facts and the events when the file is loaded. */
export const condition = z.string().min(1);
export const period = z
  .string()
  .refine((text) => parsePeriod(text) !== undefined, "not an ISO 8601 duration, such as PT30M, P2D or P1M");
export const labels = { zh: z.string().min(1), en: z.string().min(1) };
export const localized = z.strictObject(labels);

export const oneOrMany = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);
/** An event type, or one with what it must be about: `step.taken:joint_inspection`. */
export const eventNames = oneOrMany(z.string());

const conditionalPost = z.union([code, z.strictObject({ post: code, when: condition })]);
/** `from`: the post that a condition names, for example the addressee `event.to`. */
export const posts = z.union([code, z.array(z.union([conditionalPost, z.strictObject({ from: condition })])).min(1)]);
