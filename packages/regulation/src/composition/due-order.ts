import { DUE_FORMS, type DueEntry } from "../file/obligation.schema.js";
import type { RegulationFile } from "../file/schema.js";
import { isExact, isNoLonger, isNoLongerInWorkingTime, periodOf } from "./period-order.js";

/*
 * A partial order of due times: one is stricter than another when it is never later, for every history, calendar and
 * choice of readings. Two of different forms are not compared: that one was sooner on some days proves nothing.
 */

/** Why `wanted` might be later than `baseline`; `undefined` when it cannot be. */
export type Loosened = string | undefined;

type Dues = DueEntry | readonly DueEntry[] | undefined;

/**
 * Compares the due times of one obligation.
 * @param readings of the baseline: a name stands for all of its choices
 */
export function loosenedDue(baseline: Dues, wanted: Dues, readings: RegulationFile["readings"]): Loosened {
  if (baseline === undefined) return undefined;
  if (wanted === undefined) return `none is later than the baseline's ${sayDues(baseline)}`;
  const order = new DueOrder(readings);
  const [before, after] = [listOf(baseline), listOf(wanted)];
  const [only, ...others] = before;
  if (only !== undefined && others.length === 0 && only.when === undefined) return order.variants(after, only);
  if (before.length !== after.length)
    return `${sayDues(wanted)} has not as many cases as the baseline's ${sayDues(baseline)}`;
  return firstOf(before, (one, index) => order.due(one, after[index] ?? {}));
}

const listOf = (dues: DueEntry | readonly DueEntry[]): readonly DueEntry[] =>
  Array.isArray(dues) ? (dues as readonly DueEntry[]) : [dues as DueEntry];

function firstOf<T>(list: readonly T[], ask: (one: T, index: number) => Loosened): Loosened {
  for (const [index, one] of list.entries()) {
    const found = ask(one, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The day of a duty has no order: a baseline that names one can only be kept. */
const FORMS = DUE_FORMS.filter((form) => form !== "duty");
type Form = (typeof FORMS)[number];

const formOf = (due: DueEntry): Form | undefined => FORMS.find((form) => due[form] !== undefined);
/** What is compared by its meaning, or moves nothing. */
const UNDERSTOOD: ReadonlySet<string> = new Set([...FORMS, "when", "from", "count", "lead", "clause", "noLaterThan"]);

/** A key that differs and has no order. */
function differenceOf(baseline: DueEntry, wanted: DueEntry): string | undefined {
  const said = (due: DueEntry): Readonly<Record<string, unknown>> => due;
  return [...new Set([...Object.keys(baseline), ...Object.keys(wanted)])]
    .filter((key) => !UNDERSTOOD.has(key))
    .find((key) => JSON.stringify(said(baseline)[key]) !== JSON.stringify(said(wanted)[key]));
}

const same = (a: string | undefined, b: string | undefined): boolean => spaced(a) === spaced(b);
const spaced = (text: string | undefined): string => (text ?? "").trim().replaceAll(/\s+/g, " ");

type Comparison = (baseline: DueEntry, wanted: DueEntry) => Loosened;

class DueOrder {
  constructor(readonly readings: RegulationFile["readings"]) {}

  /** Cases in the place of one due time for all: each must be sooner, and one must always hold. */
  variants(wanted: readonly DueEntry[], baseline: DueEntry): Loosened {
    if (wanted.at(-1)?.when !== undefined)
      return `${sayDues(wanted)} leaves cases without a term; the baseline's ${sayDue(baseline)} leaves none`;
    return firstOf(wanted, (one) => this.#times(baseline, one));
  }

  /** One due time for one other, in the same case. */
  due(baseline: DueEntry, wanted: DueEntry): Loosened {
    if (!same(baseline.when, wanted.when)) return incomparable(wanted, baseline, "they are for different cases");
    return this.#times(baseline, wanted);
  }

  #times(baseline: DueEntry, wanted: DueEntry): Loosened {
    if (!same(baseline.from, wanted.from)) return incomparable(wanted, baseline, "they count from different instants");
    const form = formOf(baseline);
    if (form !== formOf(wanted)) return incomparable(wanted, baseline, "they are said in different forms");
    const key = differenceOf(baseline, wanted);
    if (key !== undefined) return incomparable(wanted, baseline, `they differ in ${key}`);
    return form === undefined ? undefined : this.#compare[form](baseline, wanted);
  }

  readonly #compare: Readonly<Record<Form, Comparison>> = {
    within: (baseline, wanted) => this.#within(baseline, wanted),
    workingDays: (baseline, wanted) => this.#workingDays(baseline, wanted),
    sameDay: () => undefined,
    nextOpening: (baseline, wanted) =>
      isNoLonger(periodOf(wanted.nextOpening ?? ""), periodOf(baseline.nextOpening ?? ""))
        ? undefined
        : longer(wanted, baseline),
    endOf: (baseline, wanted) =>
      same(baseline.endOf, wanted.endOf) ? undefined : incomparable(wanted, baseline, "they are different dates"),
    at: (baseline, wanted) =>
      same(baseline.at, wanted.at) ? undefined : incomparable(wanted, baseline, "they are different instants"),
    before: (baseline, wanted) => {
      if (!same(baseline.before, wanted.before)) return incomparable(wanted, baseline, "they are different instants");
      const isSooner = isNoLonger(periodOf(baseline.lead ?? "PT0S"), periodOf(wanted.lead ?? "PT0S"));
      return isSooner ? undefined : `${sayDue(wanted)} is later than the baseline's ${sayDue(baseline)}`;
    },
    earliest: (baseline, wanted) => this.#earliest(baseline, wanted),
    latest: (baseline, wanted) => {
      const [before, after] = [baseline.latest ?? [], wanted.latest ?? []];
      if (before.length !== after.length) return incomparable(wanted, baseline, "one of them has more alternatives");
      return firstOf(before, (one, index) => this.due(one, after[index] ?? {}));
    },
  };

  #within(baseline: DueEntry, wanted: DueEntry): Loosened {
    const periods = this.#pairs(baseline.within ?? "", wanted.within ?? "");
    const counts = this.#pairs(baseline.count ?? "elapsed", wanted.count ?? "elapsed");
    if (periods.length === 0 && same(baseline.within, wanted.within) && same(baseline.count, wanted.count))
      return undefined;
    if (periods.length === 0) return incomparable(wanted, baseline, "a reading without choices may be anything");
    return firstOf(periods, ([one, other]) => {
      const [long, short] = [periodOf(String(one)), periodOf(String(other))];
      return firstOf(counts, ([counted, wantedCount]) => {
        const isSameCount = counted === wantedCount;
        const isElapsedForWorking = wantedCount === "elapsed" && isExact(short) && isExact(long);
        if (!isSameCount && !isElapsedForWorking) return incomparable(wanted, baseline, "they count different time");
        const compare = isSameCount && counted === "working" ? isNoLongerInWorkingTime : isNoLonger;
        if (compare(short, long)) return undefined;
        return compare(long, short) ? longer(wanted, baseline) : uncounted(wanted, baseline);
      });
    });
  }

  #workingDays(baseline: DueEntry, wanted: DueEntry): Loosened {
    const [before, after] = [baseline.workingDays ?? "", wanted.workingDays ?? ""];
    if (before === after) return undefined;
    const pairs = this.#pairs(before, after);
    if (pairs.length === 0) return incomparable(wanted, baseline, "a reading without choices may be anything");
    return pairs.every(([one, other]) => Number(other) <= Number(one)) ? undefined : longer(wanted, baseline);
  }

  /** More alternatives make nothing later, as long as they do not need a calendar that may not be published yet. */
  #earliest(baseline: DueEntry, wanted: DueEntry): Loosened {
    const [before, after] = [baseline.earliest ?? [], wanted.earliest ?? []];
    if (after.length < before.length) return incomparable(wanted, baseline, "alternatives of the baseline are missing");
    const added = after.slice(before.length).find((one) => !needsNoCalendar(one));
    if (added !== undefined)
      return incomparable(added, baseline, "a further alternative may not wait for a calendar that is not published");
    return firstOf(before, (one, index) => this.due(one, after[index] ?? {}));
  }

  /** What both may stand for; a reading that both name is chosen once for both. */
  #pairs(before: string | number, after: string | number): readonly (readonly [Choice, Choice])[] {
    if (before === after) return this.#choices(before).map((one) => [one, one] as const);
    return this.#choices(before).flatMap((one) => this.#choices(after).map((other) => [one, other] as const));
  }

  /** All that a name may stand for; nothing for a reading that may be anything. */
  #choices(text: string | number): readonly Choice[] {
    const reading = typeof text === "string" ? this.readings[text] : undefined;
    return reading === undefined ? [text] : (reading.choices ?? []);
  }
}

type Choice = string | number | boolean;

function needsNoCalendar(due: DueEntry): boolean {
  const form = formOf(due);
  if (form === "within") return (due.count ?? "elapsed") === "elapsed";
  return form === "endOf" || form === "at" || form === "before";
}

const longer = (wanted: DueEntry, baseline: DueEntry): string =>
  `${sayDue(wanted)} is longer than the baseline's ${sayDue(baseline)}`;
const uncounted = (wanted: DueEntry, baseline: DueEntry): string =>
  incomparable(wanted, baseline, "neither is the shorter on every day");
const incomparable = (wanted: DueEntry, baseline: DueEntry, why: string): string =>
  `${sayDue(wanted)} cannot be compared with the baseline's ${sayDue(baseline)}: ${why}`;

function sayDues(dues: DueEntry | readonly DueEntry[]): string {
  return listOf(dues).map(sayDue).join("; ");
}

/** `PT30M`, `PT4H of working time from receivedAt`, `2 working days`. */
export function sayDue(due: DueEntry): string {
  const from = due.from === undefined ? "" : ` from ${due.from}`;
  const when = due.when === undefined ? "" : ` when ${due.when}`;
  return `${sayForm(due)}${from}${when}`;
}

function sayForm(due: DueEntry): string {
  switch (formOf(due)) {
    case "within":
      return `${due.within ?? ""}${due.count === undefined || due.count === "elapsed" ? "" : ` of ${due.count} time`}`;
    case "workingDays":
      return `${due.workingDays ?? ""} working days`;
    case "sameDay":
      return "the same day";
    case "nextOpening":
      return `the next opening and ${due.nextOpening ?? ""}`;
    case "endOf":
      return `the end of ${due.endOf ?? ""}`;
    case "at":
      return due.at ?? "";
    case "before":
      return `${due.lead ?? "PT0S"} before ${due.before ?? ""}`;
    case "earliest":
      return `the earliest of (${(due.earliest ?? []).map(sayDue).join("; ")})`;
    case "latest":
      return `the latest of (${(due.latest ?? []).map(sayDue).join("; ")})`;
    default:
      return "no time";
  }
}
