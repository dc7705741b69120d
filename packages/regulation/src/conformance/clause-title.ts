/** What a test's title says it proves. */
export interface ClauseTitle {
  /** `carried`: the text is shown where it applies; `executed`: the rule acts. */
  readonly as: "executed" | "carried";
  /** At least one. */
  readonly ids: readonly string[];
}

const ID = /^([A-Z]{2}-[A-Za-z0-9.-]*[A-Za-z0-9])[:,]?\s+/;
const CARRIED = "carried ";

/**
 * The clauses that a title begins with: `LG-5.2.2A LG-5.2.2B a complaint is relayed …` executes two,
 * `carried LG-3.1 …` carries one. `undefined` when it begins with none.
 */
export function clauseTitle(title: string): ClauseTitle | undefined {
  const as = title.startsWith(CARRIED) ? "carried" : "executed";
  const ids: string[] = [];
  let rest = `${as === "carried" ? title.slice(CARRIED.length) : title} `;
  for (let match = ID.exec(rest); match !== null; match = ID.exec(rest)) {
    ids.push(match[1] ?? "");
    rest = rest.slice(match[0].length);
  }
  return ids.length === 0 ? undefined : { as, ids };
}
