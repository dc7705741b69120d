import { RRuleTemporal } from "rrule-temporal";

/** Days that come again and again. */
export interface RecurrenceRule {
  /** The rule as it is written (RFC 5545). */
  readonly source: string;
  /** Days (`YYYY-MM-DD`) from `from` to `to`, both included, in order. */
  days(from: string, to: string): readonly string[];
}

/** Rules are counted from this day on: every other week is the same week wherever it is asked. */
const EPOCH = "20070101";

/**
 * Reads an RFC 5545 rule of whole days; answers what is wrong with it as a text.
 * A day that a month lacks is that month's last (as RFC 7529 says with SKIP=BACKWARD): "before the 30th" holds in February.
 */
export function recurrenceRule(source: string): RecurrenceRule | string {
  const outside = outOfRange(source);
  if (outside !== undefined) return outside;
  if (/FREQ=(HOURLY|MINUTELY|SECONDLY)/.test(source)) return "a duty falls due on days, not at hours";
  let rules: readonly RRuleTemporal[];
  try {
    rules = clamped(source).map(
      (rule) => new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${EPOCH}T000000\nRRULE:${rule}` }),
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const years = new Map<number, readonly string[]>();
  const ofYear = (year: number): readonly string[] => {
    const known = years.get(year);
    if (known !== undefined) return known;
    const found = daysOf(rules, year);
    years.set(year, found);
    return found;
  };
  const days = (from: string, to: string): readonly string[] => {
    const found: string[] = [];
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
      for (const day of ofYear(year)) if (day >= from && day <= to) found.push(day);
    return found;
  };
  if (days("2024-01-01", "2028-12-31").length === 0) return "never happens";
  return { source, days };
}

const RANGES: Readonly<Record<string, number>> = { BYMONTH: 12, BYMONTHDAY: 31 };

/** What the calendar does not have; the library lets it pass. */
function outOfRange(source: string): string | undefined {
  for (const part of source.split(";")) {
    const [name = "", values = ""] = part.split("=", 2);
    const most = RANGES[name];
    if (most === undefined) continue;
    const odd = values
      .split(",")
      .find((value) => !/^-?\d+$/.test(value) || value === "0" || Math.abs(Number(value)) > most);
    if (odd !== undefined) return `${name} cannot be ${odd}`;
  }
  return undefined;
}

function daysOf(rules: readonly RRuleTemporal[], year: number): readonly string[] {
  const [first, last] = [new Date(`${year}-01-01T00:00:00Z`), new Date(`${year}-12-31T00:00:00Z`)];
  const found = rules.flatMap((rule) => rule.between(first, last, true).map((one) => one.toPlainDate().toString()));
  return [...new Set(found)].sort();
}

/** One rule for each day of the month that some months lack: out of the 28th and what follows, the last that there is. */
function clamped(written: string): readonly string[] {
  // The last of the days that there are is that of its month, also where a year is repeated.
  const source = written.includes("BYMONTH=") ? written.replace("FREQ=YEARLY", "FREQ=MONTHLY") : written;
  const parts = new Map(source.split(";").map((part) => part.split("=", 2) as [string, string]));
  const days = (parts.get("BYMONTHDAY") ?? "").split(",").filter((day) => day !== "");
  if (parts.has("BYSETPOS") || !days.some((day) => Number(day) > 28 && Number(day) <= 31)) return [source];
  return days.map((day) => {
    const candidates = Array.from({ length: Math.max(1, Number(day) - 27) }, (_, index) => 28 + index);
    const own = Number(day) > 28 ? `${candidates.join(",")};BYSETPOS=-1` : day;
    return source.replace(/BYMONTHDAY=[-\d,]+/, `BYMONTHDAY=${own}`);
  });
}
