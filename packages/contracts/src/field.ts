import { z } from "zod";

/** The types that a regulation's conditions (CEL) know a payload field by. */
export type FieldType = "string" | "int" | "bool" | "list<string>";

/**
 * One field of a payload: how it is checked and what a condition may read it as.
 * There is deliberately no kind for free text: a payload cannot hold personal data or anybody's words.
 */
export interface Field<T> {
  readonly schema: z.ZodType<T>;
  readonly type: FieldType;
  /** Whether its number is a point in time. */
  readonly isInstant?: true;
  /** Whether it names things by their ids: such a field means nothing to whoever cannot reach them. */
  readonly namesThings?: true;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:#-]{0,255}$/;
const RECORD_NUMBER = /^[A-Za-z0-9][A-Za-z0-9_.:#/-]{0,63}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const idSchema = z.string().regex(UUID, "not a uuid");
const codeSchema = z.string().regex(CODE, "not a code");

/** A uuid. */
export const id: Field<string> = { schema: idSchema, type: "string", namesThings: true };
/** Several uuids. */
export const ids: Field<string[]> = {
  schema: z.array(idSchema).max(10_000),
  type: "list<string>",
  namesThings: true,
};
/** A code of a regulation, a post or an enumeration: letters, digits and `_ . : # -`, 256 at most. */
export const code: Field<string> = { schema: codeSchema, type: "string" };
/** Several codes. */
export const codes: Field<string[]> = { schema: z.array(codeSchema).max(1_000), type: "list<string>" };
/** The number of a record: a code that may be written in parts, `COBZS001/WXWT001`. */
export const recordNumber: Field<string> = {
  schema: z.string().regex(RECORD_NUMBER, "not a record's number"),
  type: "string",
};
/** A whole number. */
export const int: Field<number> = { schema: z.int(), type: "int" };
/** Yes or no. */
export const flag: Field<boolean> = { schema: z.boolean(), type: "bool" };
/** A point in time, in milliseconds since 1970 (UTC). */
export const instant: Field<number> = { schema: z.int(), type: "int", isInstant: true };
/** A day, `YYYY-MM-DD`. */
export const date: Field<string> = { schema: z.string().regex(DATE, "not a date"), type: "string" };

/** A field that may be absent; a condition then reads `""`, `0`, `false` or `[]`. */
export function maybe<T>(field: Field<T>): Field<T | undefined> {
  return { ...field, schema: field.schema.optional() };
}
