import { isUnpublished, parsePeriod, type Calendar, type Reckoned } from "@hearken/calendar";
import { parseDate, type Instant } from "@hearken/kernel";

/** Thrown through a condition that needs a day of a year whose holidays are not published. */
export class UnpublishedYear extends Error {
  constructor(readonly year: number) {
    super(`the holidays of ${year} are not published`);
    this.name = "UnpublishedYear";
  }
}

/** Who stands above whom. */
export interface Hierarchy {
  /** The post over this one; "" at the top. */
  superior(post: string): string;
  /** The next rung of the ladder above this post that is not complained of; "" when there is none. */
  above(post: string, accused: readonly string[]): string;
}

/** A function that conditions may call. */
export interface ConditionFunction {
  readonly name: string;
  /** As the library wants it: `(int): bool`. */
  readonly signature: string;
  readonly act: (...values: never[]) => unknown;
}

/** What conditions may ask of a calendar and of the posts. */
export function conditionFunctions(calendar: Calendar, hierarchy: Hierarchy): readonly ConditionFunction[] {
  const asked = (answer: (at: Instant) => Reckoned<boolean>) => (at: bigint) => {
    const known = answer(Number(at) as Instant);
    if (isUnpublished(known)) throw new UnpublishedYear(known.year);
    return known;
  };
  const dateOf = (at: bigint): string => calendar.dateAt(Number(at) as Instant);
  return [
    { name: "duringWorkingTime", signature: "(int): bool", act: asked((at) => calendar.isOpen(at)) },
    { name: "isWorkingDay", signature: "(int): bool", act: asked((at) => calendar.isWorkingDay(at)) },
    { name: "isHoliday", signature: "(int): bool", act: asked((at) => calendar.isHoliday(at)) },
    { name: "dateOf", signature: "(int): string", act: dateOf },
    { name: "dayOfMonth", signature: "(int): int", act: (at: bigint) => BigInt(dateOf(at).slice(8, 10)) },
    { name: "daysBetween", signature: "(string, string): int", act: daysBetween },
    { name: "endOf", signature: "(string): int", act: (date: string) => endOf(calendar, date) },
    { name: "later", signature: "(int, string): int", act: (at: bigint, text: string) => later(calendar, at, text) },
    { name: "superior", signature: "(string): string", act: (post: string) => hierarchy.superior(post) },
    {
      name: "above",
      signature: "(string, list<string>): string",
      act: (post: string, accused: readonly string[]) => hierarchy.above(post, accused),
    },
  ];
}

function later(calendar: Calendar, at: bigint, text: string): bigint {
  const period = parsePeriod(text);
  if (period === undefined) throw new Error(`${text} is not an ISO 8601 duration`);
  return at === 0n ? 0n : BigInt(calendar.addPeriod(Number(at) as Instant, period));
}

/** The end of a day in the calendar's zone; 0 for no date. */
function endOf(calendar: Calendar, text: string): bigint {
  const date = parseDate(text);
  return date === undefined ? 0n : BigInt(calendar.endOfDate(date));
}

/** Calendar days from one date to another; 0 where one of them is none. */
function daysBetween(from: string, to: string): bigint {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return Number.isNaN(days) ? 0n : BigInt(days);
}
