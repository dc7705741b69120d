import type { Period } from "@hearken/calendar";
import { DAY, HOUR, MINUTE, SECOND, type Localized } from "@hearken/kernel";

/** What something is counted in, in both languages. */
interface Unit {
  readonly zh: string;
  readonly one: string;
  readonly many: string;
}

const unit = (zh: string, one: string): Unit => ({ zh, one, many: `${one}s` });
const YEARS = unit("年", "year");
const MONTHS = unit("个月", "month");
const WEEKS = unit("周", "week");
const DAYS = unit("天", "day");
const HOURS = unit("小时", "hour");
const MINUTES = unit("分钟", "minute");
const SECONDS = unit("秒", "second");

type Parts = readonly (readonly [number, Unit])[];

/** A length of time in words: `2 hours 30 minutes`; parts smaller than a second are kept as a fraction of it. */
export function lengthInWords(ms: number): Localized {
  return inWords(clockParts(ms));
}

/** A period in words: `2 days 4 hours`. */
export function periodInWords({ years, months, weeks, days, ms }: Period): Localized {
  const ofCalendar: Parts = [
    [years, YEARS],
    [months, MONTHS],
    [weeks, WEEKS],
    [days, DAYS],
  ];
  const whole = ms % DAY === 0 && days === 0;
  return inWords([...ofCalendar, ...(whole ? ([[ms / HOUR, HOURS]] as const) : clockParts(ms))]);
}

/** A number of days in words. */
export function daysInWords(days: number): Localized {
  return inWords([[days, DAYS]]);
}

function clockParts(ms: number): Parts {
  return [
    [Math.floor(ms / HOUR), HOURS],
    [Math.floor((ms % HOUR) / MINUTE), MINUTES],
    [(ms % MINUTE) / SECOND, SECONDS],
  ];
}

function inWords(parts: Parts): Localized {
  const said = parts.filter(([count]) => count !== 0);
  const shown = said.length > 0 ? said : ([[0, MINUTES]] as const);
  return {
    "zh-CN": shown.map(([count, { zh }]) => `${count} ${zh}`).join(" "),
    en: shown.map(([count, { one, many }]) => `${count} ${count === 1 ? one : many}`).join(" "),
  };
}
