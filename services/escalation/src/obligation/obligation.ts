import type { Obligation, Rules } from "@hearken/regulation";

/** An obligation as it was written down. */
type Kept = Omit<Obligation, "rule" | "from" | "by" | "bulletin"> & {
  readonly countsFrom: Obligation["from"];
  readonly metBy: string | null;
};

/** The same as the engine knows it, so that it can explain it; `undefined` when these rules do not know its code. */
export function asEngineObligation(rules: Rules, { countsFrom, metBy, ...kept }: Kept): Obligation | undefined {
  const rule = rules.obligations.find(({ code }) => code === kept.code);
  return rule === undefined ? undefined : { ...kept, from: countsFrom, by: metBy, bulletin: null, rule };
}
