import { parsePeriod } from "@hearken/calendar";
import type { DueEntry, ObligationEntry } from "../file/obligation.schema.js";
import type { PostsEntry, RegulationFile } from "../file/schema.js";
import { loosenedDue, type Loosened } from "./due-order.js";
import type { Stricter } from "./overlay.schema.js";
import { isNoLonger, periodOf } from "./period-order.js";

/* One rule of the baseline, said more strictly: the rule that comes of it, or why it would not be stricter. */

type Rule<K extends keyof RegulationFile> = RegulationFile[K] extends readonly (infer One)[] ? One : never;
type Change<K extends keyof Stricter> = Stricter[K][number];

/** Notes a loosening of `key` of the rule that is changed. */
export type Note = (key: string, message: string) => void;

export interface Changing {
  readonly note: Note;
  readonly readings: RegulationFile["readings"];
}

export function stricterObligation(
  baseline: ObligationEntry,
  change: Change<"obligations">,
  { note, readings }: Changing,
): ObligationEntry {
  const { due, warn, pauses, breach, bulletin, survivesWithdrawal } = change;
  const tell = (key: string, loosened: Loosened): void => {
    if (loosened !== undefined) note(key, loosened);
  };
  if (due !== undefined) tell("due", loosenedDue(baseline.due, due, readings));
  if (warn !== undefined) tell("warn", loosenedWarn(baseline.warn, warn));
  if (pauses !== undefined) tell("pauses", loosenedPauses(baseline.pauses ?? [], pauses));
  if (bulletin !== undefined && baseline.bulletin === undefined)
    note("bulletin", "the baseline demands no bulletin here: add an obligation of its own");
  if (survivesWithdrawal === false && baseline.survivesWithdrawal)
    note("survivesWithdrawal", "false is looser than the baseline's true");
  return {
    ...baseline,
    ...(due === undefined ? {} : { due: bounded(due, baseline.due) }),
    ...(warn === undefined ? {} : { warn }),
    ...(pauses === undefined ? {} : { pauses }),
    ...(breach === undefined ? {} : { breach: [...(baseline.breach ?? []), ...breach] }),
    ...(bulletin === undefined || baseline.bulletin === undefined
      ? {}
      : {
          bulletin: {
            ...baseline.bulletin,
            to: joined(baseline.bulletin.to, bulletin.to),
            sections: [...new Set([...baseline.bulletin.sections, ...(bulletin.sections ?? [])])],
          },
        }),
    ...(survivesWithdrawal === undefined ? {} : { survivesWithdrawal }),
  };
}

type Dues = NonNullable<ObligationEntry["due"]>;

/**
 * What lies before its opening is counted from the opening, and a shorter time lies there sooner than a longer one: so
 * that it is not later for that, the baseline's stays its bound.
 */
function bounded(due: Dues, baseline: ObligationEntry["due"]): Dues {
  const bounds: readonly DueEntry[] = baseline === undefined ? [] : Array.isArray(baseline) ? baseline : [baseline];
  const dues: readonly DueEntry[] = Array.isArray(due) ? due : [due];
  return dues.map((one, index) => {
    const bound = bounds.length === 1 ? bounds[0] : bounds[index];
    return bound === undefined ? one : within(one, unconditional(bound));
  });
}

/** A due time with one more bound. */
function within(due: DueEntry, bound: DueEntry): DueEntry {
  return { ...due, noLaterThan: due.noLaterThan === undefined ? bound : within(due.noLaterThan, bound) };
}

const unconditional = ({ when: _, ...due }: DueEntry): DueEntry => due;

function loosenedWarn(baseline: string | undefined, wanted: string): Loosened {
  if (baseline === undefined) return undefined;
  const [before, after] = [shareOf(baseline), shareOf(wanted)];
  if ((before === undefined) !== (after === undefined))
    return `${wanted} cannot be compared with the baseline's ${baseline}: one is a share, the other a duration`;
  const isEarlier =
    before !== undefined && after !== undefined ? after <= before : isNoLonger(periodOf(baseline), periodOf(wanted));
  return isEarlier ? undefined : `${wanted} is later than the baseline's ${baseline}`;
}

function shareOf(warn: string): number | undefined {
  const share = /^(\d{1,2})%$/.exec(warn)?.[1];
  return share === undefined ? undefined : Number(share);
}

function loosenedPauses(baseline: "any" | readonly string[], wanted: readonly string[]): Loosened {
  if (baseline === "any" || wanted.every((reason) => baseline.includes(reason))) return undefined;
  return `[${wanted.join(", ")}] stops the clock more often than the baseline's [${baseline.join(", ")}]`;
}

type PostList = Exclude<PostsEntry, string>;

/** Both lists of posts, each post once. */
export function joined(baseline: PostsEntry, added: PostsEntry | undefined): PostList {
  const list = (entry: PostsEntry | undefined): PostList =>
    entry === undefined ? [] : typeof entry === "string" ? [entry] : entry;
  const before = list(baseline);
  const known = new Set(before.map((one) => JSON.stringify(one)));
  return [...before, ...list(added).filter((one) => !known.has(JSON.stringify(one)))];
}

export function stricterLevel(baseline: Rule<"levels">, { any }: Change<"levels">, { note }: Changing): Rule<"levels"> {
  if (baseline.any === undefined) {
    note("any", "the level for everything else takes no rules: nothing could be the rest");
    return baseline;
  }
  return { ...baseline, any: [...baseline.any, ...any] };
}

export function stricterNotice(baseline: Rule<"notices">, { to }: Change<"notices">): Rule<"notices"> {
  return { ...baseline, to: joined(baseline.to, to) };
}

export function stricterStep(baseline: Rule<"steps">, { needs }: Change<"steps">): Rule<"steps"> {
  return { ...baseline, needs: [...new Set([...(baseline.needs ?? []), ...needs])] };
}

export function stricterForm(
  baseline: Rule<"forms">,
  { require: required = [], fields = [] }: Change<"forms">,
  { note }: Changing,
): Rule<"forms"> {
  const known = new Set(baseline.fields.map(({ code }) => code));
  for (const code of required) if (!known.has(code)) note("require", `the baseline's form has no field ${code}`);
  for (const { code } of fields)
    if (known.has(code)) note("fields", `the baseline's form has the field ${code}: name it under \`require\``);
  return {
    ...baseline,
    fields: [
      ...baseline.fields.map((field) =>
        required.includes(field.code) ? { ...field, required: true as const } : field,
      ),
      ...fields.filter(({ code }) => !known.has(code)),
    ],
  };
}

export function stricterChecklist(
  baseline: Rule<"checklists">,
  { items = [], required }: Change<"checklists">,
  { note }: Changing,
): Rule<"checklists"> {
  const known = new Set(baseline.items.map(({ code }) => code));
  for (const { code } of items) if (known.has(code)) note("items", `the baseline's checklist has the item ${code}`);
  return {
    ...baseline,
    items: [...baseline.items, ...items.filter(({ code }) => !known.has(code))],
    ...(required === undefined ? {} : { required }),
  };
}

export function stricterDuty(
  baseline: Rule<"duties">,
  { warn, to = [], sections = [], breach = [] }: Change<"duties">,
  { note }: Changing,
): Rule<"duties"> {
  if (warn !== undefined && baseline.warn !== undefined && !isNoLonger(periodOf(baseline.warn), periodOf(warn)))
    note("warn", `${warn} is later than the baseline's ${baseline.warn}`);
  return {
    ...baseline,
    ...(warn === undefined ? {} : { warn }),
    to: [...new Set([...baseline.to, ...to])],
    sections: [...new Set([...baseline.sections, ...sections])],
    ...(breach.length === 0 ? {} : { breach: [...(baseline.breach ?? []), ...breach] }),
  };
}

export function stricterRetention(
  baseline: Rule<"retention">,
  { keep }: Change<"retention">,
  { note, readings }: Changing,
): Rule<"retention"> {
  const choices = (text: string): readonly string[] => (readings[text]?.choices ?? [text]).map(String);
  const isLonger =
    keep === baseline.keep || choices(baseline.keep).every((one) => choices(keep).every((other) => keeps(other, one)));
  if (!isLonger) note("keep", `${keep} is shorter than the baseline's ${baseline.keep}, or may be`);
  return { ...baseline, keep };
}

/** Whether what is kept for `wanted` is kept at least for `baseline`; a reading without choices may be anything. */
function keeps(wanted: string, baseline: string): boolean {
  if (wanted === "permanent") return true;
  const [before, after] = [parsePeriod(baseline), parsePeriod(wanted)];
  return before !== undefined && after !== undefined && isNoLonger(before, after);
}
