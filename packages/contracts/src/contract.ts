import { z } from "zod";
import type { Field } from "./field.js";

/** Whose history an event belongs to. */
export type StreamKind = "complaint" | "organization";

type Fields = Readonly<Record<string, Field<unknown>>>;
type OptionalKeys<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<infer T> ? (undefined extends T ? K : never) : never;
}[keyof F];
type Value<F> = F extends Field<infer T> ? T : never;
export type PayloadOf<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Value<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: Exclude<Value<F[K]>, undefined> | undefined;
};

/** The contract of one version of one event type. */
export interface EventContract<Type extends string = string, F extends Fields = Fields> {
  readonly type: Type;
  readonly version: number;
  readonly stream: StreamKind;
  /**
   * `fact`: something that happened and that rules may read;
   * `derived`: what the engine concluded from facts, told so that others hear of it, never read by a rule as input.
   */
  readonly nature: "fact" | "derived";
  readonly about: string;
  readonly fields: F;
  /** Checks a payload; unknown keys are refused. */
  readonly schema: z.ZodType<PayloadOf<F>>;
}

interface Head {
  readonly version?: number;
  readonly about: string;
}

/** Makes the contracts of one kind of stream and one nature. */
const contract =
  (stream: StreamKind, nature: EventContract["nature"]) =>
  <const Type extends string, F extends Fields>(type: Type, head: Head, fields: F): EventContract<Type, F> => {
    const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema]));
    return {
      type,
      version: head.version ?? 1,
      stream,
      nature,
      about: head.about,
      fields,
      schema: z.strictObject(shape) as unknown as z.ZodType<PayloadOf<F>>,
    };
  };

/** A fact of one complaint. */
export const complaintFact = contract("complaint", "fact");
/** A conclusion about one complaint. */
export const complaintConclusion = contract("complaint", "derived");
/** A fact of one organization. */
export const organizationFact = contract("organization", "fact");
