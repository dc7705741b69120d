import type { Instant, LocalDate } from "@hearken/kernel";
import type { DayKind } from "./day-table.js";
import type { CalendarDefinition } from "./definition.js";
import type { Segment } from "./ledger.js";
import type { Period } from "./period.js";
import type { Reckoned } from "./reckoned.js";

/** One local day; its windows are those that open on it, the last may close on the next day. */
export interface DayInfo {
  readonly date: LocalDate;
  readonly kind: DayKind;
  readonly name?: string;
  /** It has opening hours. */
  readonly open: boolean;
  readonly windows: readonly { readonly from: Instant; readonly to: Instant }[];
}

/**
 * Working time of one house in one zone. Every answer that would need an unpublished day says so instead of guessing.
 * All methods throw a RangeError for instants outside the years 1900–2200, and when a search leaves them.
 */
export interface Calendar {
  readonly definition: CalendarDefinition;
  readonly zone: string;
  /** Last day of the last published year; `null` when no statutory list is used. */
  readonly publishedUntil: LocalDate | null;
  /** The local day that contains `at`. */
  day(at: Instant): Reckoned<DayInfo>;
  dateAt(at: Instant): LocalDate;
  startOfDate(date: LocalDate): Instant;
  /** First instant of the next local day. */
  endOfDate(date: LocalDate): Instant;
  /** The local day of `at` has opening hours. */
  isWorkingDay(at: Instant): Reckoned<boolean>;
  /** A statutory holiday or a day closed by an override; not an ordinary weekend. */
  isHoliday(at: Instant): Reckoned<boolean>;
  /** Inside a window; windows are [from, to). */
  isOpen(at: Instant): Reckoned<boolean>;
  /** `at` itself when open, else the start of the next window. */
  nextOpening(at: Instant): Reckoned<Instant>;
  /** Start of the first window that opens strictly after `at`. */
  nextWorkStart(at: Instant): Reckoned<Instant>;
  /** The earliest instant with `ms` (whole, >= 0) of working time since `from`; `from` itself for 0. */
  addWorkingTime(from: Instant, ms: number): Reckoned<Instant>;
  /** Negative when `to` is before `from`. */
  workingTimeBetween(from: Instant, to: Instant): Reckoned<number>;
  /** Closing of the Nth working day after the local day of `from`; `days` whole and >= 1. */
  addWorkingDays(from: Instant, days: number): Reckoned<Instant>;
  /** Days on the wall clock, month-ends clamped (31 Jan + P1M = 28 or 29 Feb); then the exact part. */
  addPeriod(from: Instant, period: Period): Instant;
  subtractPeriod(from: Instant, period: Period): Instant;
  /** What became of every millisecond from `from` to `to`; `[]` when `to` is not after `from`. */
  ledger(from: Instant, to: Instant): Reckoned<readonly Segment[]>;
}
