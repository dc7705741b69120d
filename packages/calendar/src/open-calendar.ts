import { DAY, type Instant, type LocalDate } from "@hearken/kernel";
import type { Calendar, DayInfo } from "./calendar.js";
import { checkCalendar } from "./check-calendar.js";
import { dateOfDayNumber, dayNumberOf, yearOfDayNumber } from "./civil-date.js";
import {
  buildDayTable,
  countedUntil,
  dayIndexAt,
  firstAtLeast,
  firstUnpublished,
  readDayRules,
  windowIndexAt,
  type DayRule,
  type DayRules,
  type DayTable,
} from "./day-table.js";
import type { CalendarDefinition } from "./definition.js";
import { writeLedger, type Segment } from "./ledger.js";
import { movePeriod, type Period } from "./period.js";
import type { Reckoned, Unpublished } from "./reckoned.js";
import { publishedYears } from "./statutory-china.js";
import { openZone, type Zone } from "./zone.js";

const FIRST_YEAR = 1899;
const LAST_YEAR = 2201;
const EARLIEST = Date.UTC(1900, 0, 1) - DAY;
const LATEST = Date.UTC(2201, 0, 1) + DAY;

/** Throws with all problems when the definition is not sound. */
export function openCalendar(definition: CalendarDefinition): Calendar {
  const problems = checkCalendar(definition);
  const zone = openZone(definition.zone);
  if (problems.length > 0 || zone === undefined) {
    const list = problems.map(({ path, message }) => `${path}: ${message}`).join("; ");
    throw new Error(`calendar ${definition.code}: ${list}`);
  }
  return new TabledCalendar(definition, zone);
}

interface Search {
  readonly from: Instant;
  /** Unpublished days this many before that of `from` matter. */
  readonly reach: number;
  readonly find: (table: DayTable) => number | undefined;
  /** Open all the way to what was found: no unpublished day could bring it nearer. */
  readonly certain?: (found: number) => boolean;
}

class TabledCalendar implements Calendar {
  readonly publishedUntil: LocalDate | null;
  readonly #zone: Zone;
  readonly #rules: DayRules;
  #table: DayTable | undefined;

  constructor(
    readonly definition: CalendarDefinition,
    zone: Zone,
  ) {
    this.#zone = zone;
    this.#rules = readDayRules(definition);
    this.publishedUntil = definition.statutory === undefined ? null : (`${publishedYears().last}-12-31` as LocalDate);
  }

  get zone(): string {
    return this.definition.zone;
  }

  day(at: Instant): Reckoned<DayInfo> {
    const table = this.#reaching(at);
    const index = dayIndexAt(table, at);
    const rule = table.rules[index];
    if (rule === undefined) return unpublished(table, index);
    const windows: { from: Instant; to: Instant }[] = [];
    for (let window = table.firstWindow[index] ?? 0; table.windowDay[window] === index; window += 1) {
      windows.push({ from: table.opens[window] as Instant, to: table.closes[window] as Instant });
    }
    const date = dateOfDayNumber(table.firstDay + index);
    const info = { date, kind: rule.kind, open: windows.length > 0, windows };
    return rule.name === undefined ? info : { ...info, name: rule.name };
  }

  dateAt(at: Instant): LocalDate {
    return dateOfDayNumber(this.#zone.dayAt(inRange(at)));
  }

  startOfDate(date: LocalDate): Instant {
    return inRange(this.#zone.startOfDay(dayNumberOf(date)));
  }

  endOfDate(date: LocalDate): Instant {
    return inRange(this.#zone.startOfDay(dayNumberOf(date) + 1));
  }

  isWorkingDay(at: Instant): Reckoned<boolean> {
    return this.#ofDay(at, (_, table, index) => (table.firstWindow[index + 1] ?? 0) > (table.firstWindow[index] ?? 0));
  }

  isHoliday(at: Instant): Reckoned<boolean> {
    return this.#ofDay(at, ({ kind, windows }) => kind === "holiday" || (kind === "override" && windows.length === 0));
  }

  isOpen(at: Instant): Reckoned<boolean> {
    const table = this.#reaching(at);
    if (isOpenAt(table, at)) return true;
    const index = dayIndexAt(table, at);
    const unknown = firstUnpublished(table, index - this.#rules.reach);
    return unknown !== undefined && unknown <= index ? unpublished(table, unknown) : false;
  }

  nextOpening(at: Instant): Reckoned<Instant> {
    if (isOpenAt(this.#reaching(at), at)) return at;
    return this.#search({ from: at, reach: this.#rules.reach, find: (table) => table.opens[windowIndexAt(table, at)] });
  }

  nextWorkStart(at: Instant): Reckoned<Instant> {
    const find = (table: DayTable): number | undefined => {
      const window = windowIndexAt(table, at);
      return table.opens[isOpenAt(table, at) ? window + 1 : window];
    };
    return this.#search({ from: at, reach: 0, find });
  }

  addWorkingTime(from: Instant, ms: number): Reckoned<Instant> {
    if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError(`not whole, non-negative milliseconds: ${ms}`);
    if (ms === 0) return inRange(from);
    const find = (table: DayTable): number | undefined => {
      const target = countedUntil(table, from) + ms;
      const window = firstAtLeast(table.countedBefore, target) - 1;
      const open = table.opens[window];
      return open === undefined ? undefined : open + (target - (table.countedBefore[window] ?? 0));
    };
    return this.#search({ from, reach: this.#rules.reach, find, certain: (found) => found - from === ms });
  }

  workingTimeBetween(from: Instant, to: Instant): Reckoned<number> {
    if (to < from) {
      const back = this.workingTimeBetween(to, from);
      return typeof back === "number" ? 0 - back : back;
    }
    const table = this.#reaching(from, to);
    const counted = countedUntil(table, to) - countedUntil(table, from);
    return counted === to - from ? counted : (this.#unpublishedWithin(table, from, to) ?? counted);
  }

  addWorkingDays(from: Instant, days: number): Reckoned<Instant> {
    if (!Number.isSafeInteger(days) || days < 1) throw new RangeError(`not a whole number of days from 1: ${days}`);
    let table = this.#reaching(from);
    const day = table.firstDay + dayIndexAt(table, from);
    for (;;) {
      const index = day - table.firstDay;
      const found = table.workingDays[(table.workingDaysBefore[index + 1] ?? 0) + days - 1];
      const unknown = table.unpublished.length === 0 ? undefined : firstUnpublished(table, index + 1);
      if (unknown !== undefined && (found === undefined || unknown < found)) return unpublished(table, unknown);
      if (found !== undefined) return table.closes[(table.firstWindow[found + 1] ?? 0) - 1] as Instant;
      table = this.#further(table);
    }
  }

  addPeriod(from: Instant, period: Period): Instant {
    return inRange(movePeriod({ zone: this.#zone, from: inRange(from), period, sign: 1 }));
  }

  subtractPeriod(from: Instant, period: Period): Instant {
    return inRange(movePeriod({ zone: this.#zone, from: inRange(from), period, sign: -1 }));
  }

  ledger(from: Instant, to: Instant): Reckoned<readonly Segment[]> {
    if (to <= from) return [];
    const table = this.#reaching(from, to);
    return this.#unpublishedWithin(table, from, to) ?? writeLedger(table, from, to);
  }

  #ofDay(at: Instant, answer: (rule: DayRule, table: DayTable, index: number) => boolean): Reckoned<boolean> {
    const table = this.#reaching(at);
    const index = dayIndexAt(table, at);
    const rule = table.rules[index];
    return rule === undefined ? unpublished(table, index) : answer(rule, table, index);
  }

  /** Looks for an instant at or after `from`, through ever more years; refuses one that lies behind an unpublished day. */
  #search({ from, reach, find, certain }: Search): Reckoned<Instant> {
    for (let table = this.#reaching(from); ; table = this.#further(table)) {
      const found = find(table);
      const unknown =
        table.unpublished.length === 0 ? undefined : firstUnpublished(table, dayIndexAt(table, from) - reach);
      const before = unknown === undefined || (found !== undefined && found <= (table.starts[unknown] ?? 0));
      if (found !== undefined && (before || certain?.(found) === true)) return found as Instant;
      if (unknown !== undefined) return unpublished(table, unknown);
    }
  }

  #unpublishedWithin(table: DayTable, from: Instant, to: Instant): Unpublished | undefined {
    if (table.unpublished.length === 0 || to <= from) return undefined;
    const unknown = firstUnpublished(table, dayIndexAt(table, from) - this.#rules.reach);
    if (unknown === undefined || (table.starts[unknown] ?? 0) >= to) return undefined;
    return unpublished(table, unknown);
  }

  /** A table that holds the days of both instants, and at least one day before them. */
  #reaching(from: Instant, to: Instant = from): DayTable {
    const table = this.#table;
    if (
      table !== undefined &&
      from >= (table.starts[1] ?? 0) &&
      to >= from &&
      to < (table.starts[table.starts.length - 1] ?? 0)
    ) {
      return table;
    }
    return this.#cover(
      yearOfDayNumber(this.#zone.dayAt(inRange(from)) - 1),
      yearOfDayNumber(this.#zone.dayAt(inRange(to))),
    );
  }

  /** Twice as many years, so that a long search pays for its tables once. */
  #further(table: DayTable): DayTable {
    if (table.lastYear >= LAST_YEAR) throw new RangeError(`no answer before the year ${LAST_YEAR}`);
    return this.#cover(table.firstYear, table.lastYear + (table.lastYear - table.firstYear + 1));
  }

  #cover(first: number, last: number): DayTable {
    const old = this.#table;
    const firstYear = Math.max(FIRST_YEAR, Math.min(first, old?.firstYear ?? first));
    const lastYear = Math.min(LAST_YEAR, Math.max(last, old?.lastYear ?? last + 1));
    this.#table = buildDayTable(this.#zone, this.#rules, { firstYear, lastYear });
    return this.#table;
  }
}

function isOpenAt(table: DayTable, at: Instant): boolean {
  return (table.opens[windowIndexAt(table, at)] ?? Number.POSITIVE_INFINITY) <= at;
}

function unpublished(table: DayTable, index: number): Unpublished {
  return { kind: "unpublished", year: yearOfDayNumber(table.firstDay + index) };
}

function inRange(at: Instant): Instant {
  if (at >= EARLIEST && at < LATEST) return at;
  throw new RangeError(`outside the years 1900–2200: ${at}`);
}
