import { isUnpublished, openCalendar, type CalendarDefinition } from "@hearken/calendar";
import { HOUR, instant, type Instant } from "@hearken/kernel";
import {
  evaluate,
  prepare,
  publishedRegulation,
  publishedRegulations,
  type HistoryEvent,
  type RegulationFile,
  type Rules,
} from "@hearken/regulation";
import type { BenchResult, Figure } from "../figure.js";
import { median } from "../measure/statistics.js";
import { ASKED_AT, LONG_HISTORY, ORDINARY_HISTORY } from "./histories.js";
import { heapOf } from "./heap.js";
import { historyUnder } from "./regulation-history.js";

const OFFICE = [{ from: "09:00", to: "18:00" }];
const CALENDAR: CalendarDefinition = {
  code: "cn-office",
  zone: "Asia/Shanghai",
  week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] },
  statutory: "cn",
};

const ROUNDS = 11;
const ROUND_MS = 200;
const DAYS = [5, 30, 300] as const;

/** Everything that was computed goes in here, so that nothing can be left out as unused. */
let consumed = 0;

/** The pure engine alone: no database, no network, one thread. */
export function measureEngine(): Omit<BenchResult, "bench" | "seconds"> {
  const calendar = openCalendar(CALENDAR);
  const file = publishedRegulation("ligao", 1);
  if (file === undefined) throw new Error("the regulation ligao is not published");
  const rules = prepare(file, calendar, {});
  const evaluations = [ORDINARY_HISTORY, LONG_HISTORY].map((history) => ({
    events: history.length,
    nanoseconds: nanosecondsOf(1, () => evaluation(rules, history)),
  }));
  const additions = DAYS.map((days) => ({ days, nanoseconds: nanosecondsOf(STARTS.length, () => additionsOf(days)) }));
  const byDays = new Map(additions.map(({ days, nanoseconds }) => [days, nanoseconds]));
  const regulations = publishedRegulations()
    .filter(({ isOverlay }) => !isOverlay)
    .map(({ code, version }) => ofRegulation(code, version, calendar));
  return {
    figures: [
      ...evaluations.map(({ events, nanoseconds }): Figure => ({
        name: `evaluate, ${events} events`,
        value: 1e9 / nanoseconds,
        unit: "/s",
      })),
      ...regulations.flatMap(({ figures }) => figures),
      ...additions.map(({ days, nanoseconds }): Figure => ({
        name: `add ${days} working days`,
        value: nanoseconds,
        unit: "ns",
      })),
      {
        name: "300 days cost that many times 5 days",
        value: (byDays.get(300) ?? Number.NaN) / (byDays.get(5) ?? Number.NaN),
        unit: "×",
        target: { is: "at most", value: 2 },
      },
    ],
    notes: [
      `medians of ${ROUNDS} rounds of ${ROUND_MS} ms after warming up; every result is used (${consumed % 1_000})`,
    ],
    details: { evaluations, additions, obligations: obligationsOf(rules) },
  };

  function additionsOf(days: number): void {
    for (const start of STARTS) {
      const end = calendar.addWorkingDays(start, days);
      consumed += isUnpublished(end) ? 1 : end % 7;
    }
  }
}

const TARGETS = [
  { events: 15, perSecond: 20_000 },
  { events: 200, perSecond: 1_500 },
] as const;

/** Evaluations a second under one regulation, with histories in its own words, and what it weighs once it is loaded. */
function ofRegulation(code: string, version: number, calendar: ReturnType<typeof openCalendar>): { figures: Figure[] } {
  const file = publishedRegulation(code, version) as RegulationFile;
  const { kept: rules, mebibytes } = heapOf(() => prepare(file, calendar, {}));
  const speeds = TARGETS.map(({ events, perSecond }): Figure => {
    const history = historyUnder(file, events);
    const nanoseconds = nanosecondsOf(1, () => evaluation(rules, history));
    const target = { is: "at least" as const, value: perSecond };
    return { name: `${code}, ${events} events`, value: 1e9 / nanoseconds, unit: "/s", target };
  });
  return { figures: [...speeds, { name: `${code}, loaded`, value: mebibytes, unit: "MiB" }] };
}

/** Instants all over 2022 and 2023, so that no branch is learnt by heart and 300 working days stay in published years. */
const STARTS: readonly Instant[] = Array.from(
  { length: 1_000 },
  (_, index) => (instant("2022-01-01T00:00:00+08:00") + index * 17.5 * HOUR) as Instant,
);

function evaluation(rules: Rules, history: readonly HistoryEvent[]): void {
  consumed += evaluate(rules, history, ASKED_AT).obligations.length;
}

/** So that a reader sees that something follows from the histories. */
function obligationsOf(rules: Rules): readonly number[] {
  return [ORDINARY_HISTORY, LONG_HISTORY].map((history) => evaluate(rules, history, ASKED_AT).obligations.length);
}

/** Nanoseconds of one operation; `act` does `operations` of them. */
function nanosecondsOf(operations: number, act: () => void): number {
  roundOf(act);
  return median(Array.from({ length: ROUNDS }, () => roundOf(act))) / operations;
}

/** Nanoseconds of one `act` in a round; the clock is read once in a while only. */
function roundOf(act: () => void): number {
  const began = performance.now();
  let done = 0;
  for (;;) {
    for (let i = 0; i < 10; i += 1) act();
    done += 10;
    const elapsed = performance.now() - began;
    if (elapsed >= ROUND_MS) return (elapsed * 1e6) / done;
  }
}
