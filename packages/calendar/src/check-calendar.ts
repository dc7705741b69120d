import { parseDate } from "@hearken/kernel";
import { MINUTES_A_DAY, WEEKDAYS, minutesOfTime, type MinuteWindow } from "./definition.js";
import { openZone } from "./zone.js";

export interface CalendarProblem {
  /** Where in the definition: "week.mon[1].from". Empty for the definition as a whole. */
  readonly path: string;
  readonly message: string;
}

type Report = (path: string, message: string) => void;

const KEYS = new Set(["code", "zone", "week", "statutory", "makeUp", "overrides"]);

/** Every problem of a calendar definition at once; `[]` = `openCalendar` takes it. */
export function checkCalendar(definition: unknown): readonly CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  if (!isRecord(definition)) return [{ path: "", message: "a calendar is an object" }];
  refuseOthers(definition, { path: "", known: KEYS, report });
  if (!isText(definition["code"])) report("code", "a calendar needs a code");
  const zone = definition["zone"];
  if (!isText(zone)) report("zone", "a calendar needs an IANA time zone");
  else if (openZone(zone) === undefined) report("zone", `unknown time zone: ${zone}`);
  const statutory = definition["statutory"];
  if (statutory !== undefined && statutory !== "cn") report("statutory", 'the only statutory list is "cn"');
  checkWeek(definition["week"], report);
  if (definition["makeUp"] !== undefined) checkWindows(definition["makeUp"], "makeUp", report);
  if (definition["overrides"] !== undefined) checkOverrides(definition["overrides"], report);
  return problems;
}

function checkWeek(week: unknown, report: Report): void {
  if (!isRecord(week)) return report("week", "a calendar needs the windows of each weekday");
  refuseOthers(week, { path: "week.", known: new Set<string>(WEEKDAYS), report });
  const days = WEEKDAYS.map((weekday) => checkWindows(week[weekday], `week.${weekday}`, report));
  if (days.every((windows) => windows?.length === 0)) report("week", "the house never opens");
  days.forEach((windows, index) => {
    const next = (index + 1) % 7;
    const spill = (windows?.at(-1)?.to ?? 0) - MINUTES_A_DAY;
    const opening = days[next]?.[0]?.from;
    if (opening !== undefined && spill > opening) {
      report(`week.${WEEKDAYS[next] ?? ""}[0]`, "overlaps the overnight window of the day before");
    }
  });
}

function checkOverrides(overrides: unknown, report: Report): void {
  if (!isRecord(overrides)) return report("overrides", "overrides are an object of days");
  for (const [date, override] of Object.entries(overrides)) {
    const path = `overrides.${date}`;
    if (parseDate(date) === undefined) report(path, `not a day (YYYY-MM-DD): ${date}`);
    if (!isRecord(override)) {
      report(path, "an override is an object with windows");
      continue;
    }
    refuseOthers(override, { path: `${path}.`, known: new Set(["windows", "name"]), report });
    checkWindows(override["windows"], `${path}.windows`, report);
    if (override["name"] !== undefined && !isText(override["name"])) report(`${path}.name`, "a name is a text");
  }
}

/** @returns the windows in order, or `undefined` when one of them could not be read. */
function checkWindows(windows: unknown, path: string, report: Report): readonly MinuteWindow[] | undefined {
  if (!Array.isArray(windows)) {
    report(path, "windows are a list; [] = closed");
    return undefined;
  }
  const read = windows.map((window: unknown, index) => checkWindow(window, `${path}[${index}]`, report));
  const known = read.filter((window) => window !== undefined);
  const sorted = known.toSorted((a, b) => a.from - b.from);
  sorted.forEach((window, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && before.to > window.from) {
      report(`${path}[${read.indexOf(window)}]`, "overlaps another window of the day");
    }
  });
  return known.length === read.length ? sorted : undefined;
}

function checkWindow(window: unknown, path: string, report: Report): MinuteWindow | undefined {
  if (!isRecord(window)) {
    report(path, 'a window is {from: "09:00", to: "18:00"}');
    return undefined;
  }
  refuseOthers(window, { path: `${path}.`, known: new Set(["from", "to"]), report });
  const from = checkTime(window["from"], `${path}.from`, report);
  const to = checkTime(window["to"], `${path}.to`, report);
  if (from === MINUTES_A_DAY) {
    report(`${path}.from`, 'a window does not open at "24:00"');
    return undefined;
  }
  if (from === undefined || to === undefined) return undefined;
  return { from, to: to <= from ? to + MINUTES_A_DAY : to };
}

function checkTime(time: unknown, path: string, report: Report): number | undefined {
  const minutes = typeof time === "string" ? minutesOfTime(time) : undefined;
  if (minutes === undefined) report(path, `not a time of day (HH:MM): ${String(time)}`);
  return minutes;
}

function refuseOthers(
  record: Readonly<Record<string, unknown>>,
  { path, known, report }: { path: string; known: ReadonlySet<string>; report: Report },
): void {
  for (const key of Object.keys(record)) if (!known.has(key)) report(`${path}${key}`, "unknown key");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
