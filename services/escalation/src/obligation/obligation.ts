import type { Obligation, Rules } from "@hearken/regulation";

/** The time of an obligation as it was written down. */
type Kept = Pick<Obligation, "code" | "dueAt" | "pauses" | "pausedMs"> & { readonly countsFrom: Obligation["from"] };

type Explicable = Pick<Obligation, "rule" | "from" | "dueAt" | "pauses" | "pausedMs">;

/** The same as the engine knows it, so that it can explain it; `undefined` when these rules do not know its code. */
export function asEngineObligation(
  rules: Rules,
  { code, countsFrom, dueAt, pauses, pausedMs }: Kept,
): Explicable | undefined {
  const rule = rules.obligations.find((one) => one.code === code);
  return rule === undefined ? undefined : { rule, from: countsFrom, dueAt, pauses, pausedMs };
}
