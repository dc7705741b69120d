import type { core } from "zod";

/* Keys of an expectation that mean nothing without another: an expectation that asks nothing always holds. */

/** A key, and those of which it needs one. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  is: ["obligation", "duty"],
  due: ["obligation", "duty"],
  warn: ["obligation", "duty"],
  owner: ["obligation", "duty"],
  times: ["obligation"],
  to: ["notice", "duty"],
  clause: ["refuses", "warns"],
  on: ["duty"],
  subject: ["duty"],
  days: ["between"],
  between: ["duty"],
  until: ["keeps"],
  place: ["shows"],
  obligation: ["is", "due", "warn", "owner", "times"],
  duty: ["days", "is", "due", "warn", "owner", "to"],
  keeps: ["until"],
  shows: ["place"],
};

/** What is said of one occurrence of a duty; without its day nobody knows of which. */
const OF_AN_OCCURRENCE = ["is", "due", "warn"];

const ASKED = ["level", "status", "obligation", "duty", "notice", "refuses", "permits", "warns", "keeps", "shows"];

/** Notes keys that lack their companion, and an expectation that asks nothing at all. */
export function checkCompanions(expected: Readonly<Record<string, unknown>>, context: core.$RefinementCtx): void {
  const has = (key: string): boolean => expected[key] !== undefined;
  const note = (path: readonly string[], message: string): void => {
    context.addIssue({ code: "custom", path: [...path], message, input: expected });
  };
  for (const [key, others] of Object.entries(NEEDS))
    if (has(key) && !others.some(has)) note([key], `says nothing without ${others.join(" or ")}`);
  if (has("duty") && !has("on") && OF_AN_OCCURRENCE.some(has))
    note(["duty"], "of which day? `on` says for which one it is owed");
  if (!ASKED.some(has)) note([], `asks nothing: one of ${ASKED.join(", ")} is needed`);
}
