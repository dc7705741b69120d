import chineseDays from "chinese-days";
import { dateOfDayNumber, dayNumberOfCivil, yearOfDayNumber, type DayNumber } from "./civil-date.js";

/** What the State Council says about a day; `name` is the holiday it belongs to ("春节"). */
export interface StatutoryDay {
  readonly kind: "holiday" | "make_up";
  readonly name: string;
}

/** The State Council has published the arrangement of holidays year by year since 1999; searched from here. */
const SEARCHED_FROM = 1999;
const SEARCHED_UNTIL = 2200;

interface Published {
  readonly first: number;
  readonly last: number;
}

let published: Published | undefined;
const years = new Map<number, ReadonlyMap<DayNumber, StatutoryDay>>();

/** The unbroken run of years whose lists are known: a year is known when its National Day stands in the list. */
export function publishedYears(): Published {
  published ??= findPublished();
  return published;
}

export function isPublished(year: number): boolean {
  const { first, last } = publishedYears();
  return year >= first && year <= last;
}

/** @returns `undefined` for a day about which nothing is said: the week decides. Ask only about published years. */
export function statutoryDay(day: DayNumber): StatutoryDay | undefined {
  const year = yearOfDayNumber(day);
  let days = years.get(year);
  if (days === undefined) {
    days = daysOfYear(year);
    years.set(year, days);
  }
  return days.get(day);
}

function findPublished(): Published {
  let first = SEARCHED_FROM;
  while (first < SEARCHED_UNTIL && readDay(nationalDay(first)) === undefined) first += 1;
  let last = first;
  while (readDay(nationalDay(last + 1)) !== undefined) last += 1;
  return { first, last };
}

function nationalDay(year: number): DayNumber {
  return dayNumberOfCivil({ year, month: 10, day: 1 });
}

function daysOfYear(year: number): ReadonlyMap<DayNumber, StatutoryDay> {
  const days = new Map<DayNumber, StatutoryDay>();
  const end = dayNumberOfCivil({ year: year + 1, month: 1, day: 1 });
  for (let day = dayNumberOfCivil({ year, month: 1, day: 1 }); day < end; day += 1) {
    const said = readDay(day);
    if (said !== undefined) days.set(day, said);
  }
  return days;
}

/** A listed day is named "Spring Festival,春节,4"; an ordinary one by its weekday, "Tuesday". */
function readDay(day: DayNumber): StatutoryDay | undefined {
  const detail = chineseDays.getDayDetail(dateOfDayNumber(day));
  const name = detail.name.split(",")[1];
  return name === undefined ? undefined : { kind: detail.work ? "make_up" : "holiday", name };
}
