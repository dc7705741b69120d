/**
 * A *window* is a stretch of one day in which the house is open, said on the wall clock. It belongs to the day on which
 * it opens, also when it runs past midnight. A *calendar definition* is data; `openCalendar` makes it answer questions.
 */
export interface OpeningWindow {
  /** "00:00"–"23:59". */
  readonly from: string;
  /** "00:00"–"24:00". Not later than `from`: overnight, into the next day. */
  readonly to: string;
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface DayOverride {
  /** `[]` = closed. */
  readonly windows: readonly OpeningWindow[];
  readonly name?: string;
}

export interface CalendarDefinition {
  readonly code: string;
  /** IANA name: "Asia/Shanghai". */
  readonly zone: string;
  readonly week: Readonly<Record<Weekday, readonly OpeningWindow[]>>;
  /** "cn": holidays and make-up working days as the State Council publishes them. */
  readonly statutory?: "cn";
  /** Hours of a make-up working day; Monday's when absent. */
  readonly makeUp?: readonly OpeningWindow[];
  /** By day, `YYYY-MM-DD`. A day override beats the week and the statutory list. */
  readonly overrides?: Readonly<Record<string, DayOverride>>;
}

/** Minutes of the day on which the window opens; `to` is above 1440 when it closes on the next day. */
export interface MinuteWindow {
  readonly from: number;
  readonly to: number;
}

export const MINUTES_A_DAY = 1440;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** @returns minutes since midnight, 0–1440; `undefined` for anything but "HH:MM" or "24:00". */
export function minutesOfTime(time: string): number | undefined {
  if (time === "24:00") return MINUTES_A_DAY;
  const match = TIME.exec(time);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

/** @returns `undefined` when a time is malformed or the window opens at "24:00". */
export function minutesOfWindow(window: OpeningWindow): MinuteWindow | undefined {
  const from = minutesOfTime(window.from);
  const to = minutesOfTime(window.to);
  if (from === undefined || to === undefined || from === MINUTES_A_DAY) return undefined;
  return { from, to: to <= from ? to + MINUTES_A_DAY : to };
}

/** The windows of one day in order. Throws for a malformed one: definitions are checked before they come here. */
export function minuteWindows(windows: readonly OpeningWindow[]): readonly MinuteWindow[] {
  return windows
    .map((window) => {
      const minutes = minutesOfWindow(window);
      if (minutes === undefined) throw new RangeError(`not a window: ${window.from}–${window.to}`);
      return minutes;
    })
    .sort((a, b) => a.from - b.from);
}
