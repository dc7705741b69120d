import { openCalendar } from "@hearken/calendar";
import type { Instant } from "@hearken/kernel";
import { evaluate, prepare, type Obligation, type RegulationFile } from "@hearken/regulation";
import type { Outcome } from "../demo/outcome.js";
import type { MessageHistory } from "./message-history.js";

const office = [{ from: "09:00", to: "18:00" }];
/** The hours that a regulation is tried on: those of an office in China, Monday to Friday, 09:00 to 18:00. */
const OFFICE = openCalendar({
  code: "cn-office",
  zone: "Asia/Shanghai",
  statutory: "cn",
  week: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
});

/** How long after the last event it is looked at: what is owed within three months has then been kept or broken. */
const AFTER = 92 * 86_400_000;

const COLUMN: Readonly<Record<Obligation["status"], "met" | "late" | "breached" | "open" | "released">> = {
  met: "met",
  met_late: "late",
  breached: "breached",
  open: "open",
  void: "released",
  waived: "released",
};

/** What a regulation would have said of some histories: counted, nothing is kept. */
export function tryOut(file: RegulationFile, histories: readonly MessageHistory[]): Outcome {
  const rules = prepare(file, OFFICE);
  const outcome: Outcome = { complaints: histories.length, levels: {}, clauses: [] };
  const kept = new Map(
    rules.obligations.map(({ code, clauses, label }) => [
      code,
      { clause: clauses[0] ?? "", code, label: label["zh-CN"], met: 0, late: 0, breached: 0, open: 0, released: 0 },
    ]),
  );
  for (const { events } of histories) {
    const { level, obligations } = evaluate(rules, events, ((events.at(-1)?.occurredAt ?? 0) + AFTER) as Instant);
    if (level !== null) {
      const label = rules.levels.find(({ code }) => code === level.code)?.label["zh-CN"] ?? level.code;
      const counted = (outcome.levels[level.code] ??= { label, count: 0 });
      counted.count += 1;
    }
    for (const { code, status } of obligations) {
      const row = kept.get(code);
      if (row !== undefined) row[COLUMN[status]] += 1;
    }
  }
  const opened = [...kept.values()].filter((row) => row.met + row.late + row.breached + row.open + row.released > 0);
  outcome.clauses.push(...opened);
  return outcome;
}
