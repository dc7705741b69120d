import type { Language } from "@hearken/kernel";
import type { ObligationStatus } from "@hearken/regulation";
import { STATUSES, type Outcome, type Statuses } from "./outcome.js";
import type { Tally } from "./tally.js";

/** How obligations of one code stand under both, side by side. */
export interface ObligationsShown {
  readonly code: string;
  readonly label: string;
  readonly own: CountsShown;
  readonly tried: CountsShown;
}

export type CountsShown = Readonly<Record<"open" | "met" | "metLate" | "breached" | "waived" | "void", number>>;

/** What a regulation calls things; the trial's regulation is asked before the others. */
export interface Names {
  readonly obligations: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly levels: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
}

const NAMES: Readonly<Record<ObligationStatus, keyof CountsShown>> = {
  open: "open",
  met: "met",
  met_late: "metLate",
  breached: "breached",
  waived: "waived",
  void: "void",
};

const shownCounts = (statuses: Statuses = {}): CountsShown =>
  Object.fromEntries(STATUSES.map((status) => [NAMES[status], statuses[status] ?? 0])) as Record<
    keyof CountsShown,
    number
  >;

interface Worded {
  readonly language: Language;
  readonly names: readonly Names[];
}

/** Side by side, by their codes. */
export function shownObligations(
  own: Outcome["obligations"],
  tried: Outcome["obligations"],
  { language, names }: Worded,
): ObligationsShown[] {
  return [...new Set([...Object.keys(own), ...Object.keys(tried)])].sort().map((code) => ({
    code,
    label: labelOf(
      code,
      names.map(({ obligations }) => obligations),
      language,
    ),
    own: shownCounts(own[code]),
    tried: shownCounts(tried[code]),
  }));
}

export interface LevelsShown {
  readonly code: string;
  readonly label: string;
  readonly own: number;
  readonly tried: number;
}

/** Complaints by level, by its code. */
export function shownLevels({ own, tried }: Tally, { language, names }: Worded): LevelsShown[] {
  return [...new Set([...Object.keys(own.levels), ...Object.keys(tried.levels)])].sort().map((code) => ({
    code,
    label: labelOf(
      code,
      names.map(({ levels }) => levels),
      language,
    ),
    own: own.levels[code] ?? 0,
    tried: tried.levels[code] ?? 0,
  }));
}

function labelOf(code: string, lists: readonly Names["levels"][], language: Language): string {
  const found = lists.map((list) => list.find((one) => one.code === code)).find((one) => one !== undefined);
  return found === undefined ? code : language === "en" ? found.en : found.zh;
}

/** The readings that an API's words say: numbers and truth values as such. */
export function readingsOf(
  chosen: readonly { readonly name: string; readonly value: string }[],
): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(chosen.map(({ name, value }) => [name, valueOf(value)]));
}

function valueOf(word: string): string | number | boolean {
  if (word === "true" || word === "false") return word === "true";
  return /^-?\d{1,15}$/.test(word) ? Number(word) : word;
}
