import type { z } from "zod";

/** A setting is missing or wrong; the message names every one of them. */
export class BadEnvironment extends Error {
  override name = "BadEnvironment";
}

/**
 * Reads settings from the environment by a zod schema, once, at the start. Empty values count as absent.
 * Throws `BadEnvironment` that lists every problem; values are never repeated, since they may be secrets.
 */
export function readEnvironment<S extends z.ZodType>(schema: S, source: NodeJS.ProcessEnv = process.env): z.output<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const outcome = schema.safeParse(given);
  if (outcome.success) return outcome.data;
  const problems = outcome.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new BadEnvironment(`the environment does not do:\n${problems.join("\n")}`);
}
