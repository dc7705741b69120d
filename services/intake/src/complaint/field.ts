import { parseId, type Instant, type LocalDate } from "@hearken/kernel";
import { z } from "zod";

/*
 * What the fields of inputs are made of. Texts arrive cleaned (normal form, nothing broken, blank or unprintable);
 * here they are measured. An absent optional field may come as null.
 */

const codePoints = (text: string): number => Array.from(text).length;

/** Prose with line breaks, measured in code points. */
export const prose = (max = 5_000): z.ZodString =>
  z.string().refine((text) => codePoints(text) <= max, `longer than ${max} characters`);

const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const LINE = /[\t\n\r]/u;

/** One line, such as a name: characters that turn the direction of writing are taken out. */
export const line = (max = 200) =>
  z
    .string()
    .refine((text) => !LINE.test(text), "not a single line")
    .refine((text) => codePoints(text) <= max, `longer than ${max} characters`)
    .transform((text) => text.replace(DIRECTION, "").trim())
    .refine((text) => text !== "", "says nothing");

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:#-]{0,127}$/;
export const code = z.string().regex(CODE, "not a code: letters, digits and _ . : # -");
export const codes = z.array(code).max(100);

/** An id of something that is looked up: a malformed one is as unknown as any other. */
export const reference = z.string().transform((text) => parseId(text) ?? "");
export const references = z.array(reference).max(100);

export const instant = z.int().transform((value) => value as Instant);
export const date = z.string().transform((value) => value as LocalDate);

/** May be left out, or be null. */
export const maybe = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | undefined => value ?? undefined);

/** What every command on a complaint is given. */
export const onComplaint = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.object({
    complaintId: reference,
    expectedVersion: maybe(z.int()),
    idempotencyKey: maybe(z.string()),
    /** When it happened, for imports; now when absent. */
    occurredAt: maybe(instant),
    ...shape,
  });
