import type { Calendar } from "@hearken/calendar";
import { LANGUAGES, type Instant, type Language, type Localized } from "@hearken/kernel";
import type { LedgerLine } from "../evaluation/explain.js";
import { lineInWords, lineNameInWords } from "./ledger-words.js";
import { daysInWords, lengthInWords } from "./period-words.js";

/** What a ledger adds up to, in milliseconds; the sums together are all the time from its beginning to its end. */
export interface LedgerSums {
  readonly counted: number;
  readonly outsideHours: number;
  /** Days on which nothing is counted: rest, holidays, and days closed by an override. */
  readonly closedDays: number;
  readonly paused: number;
}

export function sumsOf(lines: readonly LedgerLine[]): LedgerSums {
  const idle = (kinds: readonly LedgerLine["kind"][]): number =>
    lines.reduce((sum, line) => (kinds.includes(line.kind) ? sum + (line.to - line.from - line.countedMs) : sum), 0);
  return {
    counted: lines.reduce((sum, { countedMs }) => sum + countedMs, 0),
    outsideHours: idle(["outside_hours", "counted", "make_up"]),
    closedDays: idle(["rest_day", "holiday", "override"]),
    paused: idle(["paused"]),
  };
}

export interface Explained {
  readonly lines: readonly LedgerLine[];
  /** Where its time begins to count. */
  readonly from: Instant;
  /** `null`: it has no term, or its clock stands still. */
  readonly dueAt: Instant | null;
  /** In whose zone the times are told. */
  readonly calendar: Calendar;
}

/**
 * Where an obligation's time went, as one sentence in each language:
 * `Due 2025-05-06 11:00: 4 hours counted from 2025-04-30 16:00; 15 hours outside opening hours; holiday 5 days (Labour Day).`
 */
export function explanation(explained: Explained): Localized {
  const said = (language: Language): string => sentence(explained, language);
  return Object.fromEntries(LANGUAGES.map((language) => [language, said(language)])) as Localized;
}

const WORDS = {
  "zh-CN": {
    due: (at: string) => `${at} 到期`,
    undue: "暂无到期时间",
    counted: (much: string, from: string) => `自 ${from} 起计入 ${much}`,
    part: (what: string, much: string, names: string) => `${what} ${much}${names === "" ? "" : `（${names}）`}`,
    colon: "：",
    between: "；",
    names: "、",
    end: "。",
  },
  en: {
    due: (at: string) => `Due ${at}`,
    undue: "No due time yet",
    counted: (much: string, from: string) => `${much} counted from ${from}`,
    part: (what: string, much: string, names: string) => `${what} ${much}${names === "" ? "" : ` (${names})`}`,
    colon: ": ",
    between: "; ",
    names: ", ",
    end: ".",
  },
} as const;

function sentence({ lines, from, dueAt, calendar }: Explained, language: Language): string {
  const words = WORDS[language];
  const head = dueAt === null ? words.undue : words.due(onTheClock(dueAt, calendar.zone, "end"));
  const counted = words.counted(lengthInWords(sumsOf(lines).counted)[language], onTheClock(from, calendar.zone));
  return `${head}${words.colon}${[counted, ...idleParts(lines, calendar, language)].join(words.between)}${words.end}`;
}

/** The kinds of time that do not count, in the order in which they are told. */
const IDLE = ["outside_hours", "rest_day", "holiday", "override", "paused"] as const;

function idleParts(lines: readonly LedgerLine[], calendar: Calendar, language: Language): readonly string[] {
  return IDLE.flatMap((kind) => {
    const mine = lines.filter((line) => line.kind === kind && line.countedMs === 0);
    if (mine.length === 0) return [];
    const inDays = kind === "rest_day" || kind === "holiday" || kind === "override";
    const much = inDays
      ? daysInWords(mine.reduce((sum, line) => sum + daysTouched(line, calendar), 0))
      : lengthInWords(mine.reduce((sum, { from, to }) => sum + (to - from), 0));
    const names = new Set(mine.flatMap((line) => lineNameInWords(line)?.[language] ?? []));
    const { part, names: comma } = WORDS[language];
    return [part(lineInWords({ kind })[language], much[language], [...names].join(comma))];
  });
}

/** Local days of which some part lies in the line. */
function daysTouched({ from, to }: LedgerLine, calendar: Calendar): number {
  let days = 0;
  for (let at = from; at < to; at = calendar.endOfDate(calendar.dateAt(at))) days += 1;
  return days;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `2025-03-04 18:00` in that zone, with seconds where there are any; the last instant of a day is its 24:00. */
function onTheClock(at: Instant, zone: string, as: "start" | "end" = "start"): string {
  const [date = "", time = ""] = parts(at, zone);
  if (as === "end" && time === "00:00:00") return `${parts((at - 1) as Instant, zone)[0] ?? ""} 24:00`;
  return `${date} ${time.endsWith(":00") ? time.slice(0, -":00".length) : time}`;
}

function parts(at: Instant, zone: string): readonly string[] {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" });
  clocks.set(zone, clock);
  return clock.format(at).split(" ");
}
