import { fault } from "@hearken/graphql-kit";
import type { GraphQLError } from "graphql";
import type { OperationSize } from "./operation-size.js";

/** The most that one operation may be. */
export interface Limits {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  readonly cost: number;
  /** What comes back of one client's allowance each second; ten seconds' worth can be saved up. */
  readonly costPerSecond: number;
}

export const DEFAULT_LIMITS: Limits = {
  depth: 12,
  introspectionDepth: 20,
  fields: 1_000,
  aliases: 50,
  directives: 50,
  rootFields: 30,
  cost: 50_000,
  costPerSecond: Infinity,
};

const MEANING: readonly (readonly [keyof Limits & keyof OperationSize, string])[] = [
  ["depth", "levels deep"],
  ["introspectionDepth", "levels deep into the schema"],
  ["fields", "fields"],
  ["aliases", "aliases"],
  ["directives", "directives"],
  ["rootFields", "fields at the root"],
  ["cost", "units of cost"],
];

/** The first limit that an operation breaks, as a fault; `undefined` when it keeps within all. */
export function overLimit(size: OperationSize, limits: Limits): GraphQLError | undefined {
  for (const [limit, unit] of MEANING) {
    if (size[limit] <= limits[limit]) continue;
    return fault("TOO_EXPENSIVE", `The operation is too large: at most ${limits[limit]} ${unit}.`, {
      extensions: { limit, maximum: limits[limit] },
    });
  }
  return undefined;
}
