import type { DueEntry, ObligationEntry, TriggerEntry } from "../file/obligation.schema.js";
import type { PostsEntry, RegulationFile } from "../file/schema.js";

/** A rule in words: what it is called, and lines of what it says, each with its key. */
export interface RuleInWords {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly clauses: readonly string[];
  readonly lines: readonly (readonly [string, string])[];
}

/** The rule, step, form or duty of that code, in words; `undefined` when the file has none. */
export function describeRule(file: RegulationFile, code: string): RuleInWords | undefined {
  const obligation = file.obligations.find((one) => one.code === code);
  if (obligation !== undefined) return inWords(obligation, ofObligation(file, obligation));
  const lists = [
    file.notices,
    file.steps,
    file.forms,
    file.duties,
    file.retention,
    file.numbering,
    file.metrics,
    file.levels,
    file.posts,
    file.checklists,
    file.scripts,
  ];
  const found = lists.flat().find((one) => one.code === code);
  if (found === undefined) return undefined;
  const { code: _code, zh: _zh, en: _en, clause: _clause, ...rest } = found;
  return inWords(
    found,
    Object.entries(rest).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function inWords(
  { code, zh, en, clause }: { code: string; zh: string; en: string; clause?: string | string[] | undefined },
  lines: RuleInWords["lines"],
): RuleInWords {
  return { code, zh, en, clauses: [clause ?? []].flat(), lines };
}

function ofObligation(file: RegulationFile, entry: ObligationEntry): RuleInWords["lines"] {
  const maybe = (key: string, said: string | undefined): RuleInWords["lines"] =>
    said === undefined || said === "" ? [] : [[key, said]];
  return [
    ["opens", [entry.opens].flat().map(triggerInWords).join("; or ")],
    ["owner", postsInWords(file, entry.owner)],
    ["due", entry.due === undefined ? "whenever: no term is set" : [entry.due].flat().map(dueInWords).join("; else ")],
    ["met", [entry.met].flat().map(triggerInWords).join("; or ")],
    ...maybe("void", entry.void === undefined ? undefined : [entry.void].flat().map(triggerInWords).join("; or ")),
    ...maybe("warn", entry.warn),
    ...maybe("pauses", entry.pauses === undefined ? undefined : [entry.pauses].flat().join(", ")),
    ...maybe("repeats while", entry.repeats),
    ...(entry.breach ?? []).map(({ notify, escalate, raise }): readonly [string, string] => [
      "on breach",
      [
        ...(notify === undefined ? [] : [`${postsInWords(file, notify)} hear of it`]),
        ...(escalate === undefined ? [] : [`it rises to ${escalate === "next" ? "the next of the ladder" : escalate}`]),
        ...(raise === undefined ? [] : [`the level becomes ${raise}`]),
      ].join(", "),
    ]),
  ];
}

function triggerInWords({ on, after, when, per, each }: TriggerEntry): string {
  const event = after === undefined ? [on ?? []].flat().join(" or ") : `${after} is met`;
  return [
    event === "" ? "as soon as" : `on ${event}`,
    ...(when === undefined ? [] : [event === "" ? when : `when ${when}`]),
    ...(per === undefined ? [] : [`for each ${per}`]),
    ...(each === undefined ? [] : [`for each of ${each}`]),
  ].join(" ");
}

function dueInWords(due: DueEntry): string {
  const { when, from } = due;
  return [
    timeInWords(due),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(due.endOfDay === true ? ["to the end of that day"] : []),
    ...(when === undefined ? [] : [`when ${when}`]),
  ].join(" ");
}

function timeInWords(due: DueEntry): string {
  if (due.within !== undefined) return `within ${due.within}${due.count === undefined ? "" : ` (${due.count})`}`;
  if (due.workingDays !== undefined) return `by the end of working day ${due.workingDays}`;
  if (due.nextOpening !== undefined) return `${due.nextOpening} after the next opening`;
  if (due.endOf !== undefined) return `by the end of ${due.endOf}`;
  if (due.duty !== undefined) return `by the next day of ${due.duty}`;
  if (due.at !== undefined) return `at ${due.at}`;
  if (due.before !== undefined) return `${due.lead ?? "PT0S"} before ${due.before}`;
  const of = due.earliest ?? due.latest;
  if (of === undefined) return "on the same day";
  return `the ${due.earliest === undefined ? "latest" : "earliest"} of: ${of.map(dueInWords).join(", ")}`;
}

function postsInWords(file: RegulationFile, posts: PostsEntry): string {
  const named = (code: string): string => {
    const post = file.posts.find((one) => one.code === code);
    return post === undefined ? code : `${post.zh} (${post.en})`;
  };
  return [posts]
    .flat()
    .map((one) => {
      if (typeof one === "string") return named(one);
      return "from" in one ? `whoever ${one.from} names` : `${named(one.post)} when ${one.when}`;
    })
    .join("; else ");
}
