import type { Instant } from "@hearken/kernel";
import { dayIndexAt, windowIndexAt, type DayRule, type DayTable } from "./day-table.js";

/** A stretch of time and what it was worth. Counted time counts in full, all other time not at all. */
export interface Segment {
  /**
   * - `counted`: inside the opening hours of an ordinary working day; `make_up`: of a make-up working day.
   * - `outside_hours`: on a day with opening hours, outside them.
   * - `rest_day`, `holiday`: the day has no opening hours.
   * - `override`: opening hours of an overridden day when something is counted, else a day closed by an override.
   */
  readonly kind: "counted" | "outside_hours" | "rest_day" | "holiday" | "make_up" | "override";
  readonly from: Instant;
  readonly to: Instant;
  readonly countedMs: number;
  /** Of the holiday or the override. */
  readonly name?: string;
}

/** Segments that follow one another from `from` to `to` without gap; neighbours of one kind and name are one segment. */
export function writeLedger(table: DayTable, from: Instant, to: Instant): readonly Segment[] {
  const segments: Segment[] = [];
  let at = from;
  let window = windowIndexAt(table, from);
  while (at < to) {
    const open = table.opens[window] ?? Number.POSITIVE_INFINITY;
    if (open <= at) {
      const close = Math.min(to, table.closes[window] ?? to) as Instant;
      push(segments, {
        ...openKind(ruleAt(table, table.windowDay[window] ?? 0)),
        from: at,
        to: close,
        countedMs: close - at,
      });
      at = close;
      window += 1;
      continue;
    }
    const day = dayIndexAt(table, at);
    const end = Math.min(to, open, table.starts[day + 1] ?? to) as Instant;
    push(segments, { ...closedKind(ruleAt(table, day)), from: at, to: end, countedMs: 0 });
    at = end;
  }
  return segments;
}

type Meaning = Pick<Segment, "kind" | "name">;

function ruleAt(table: DayTable, day: number): DayRule {
  const rule = table.rules[day];
  if (rule === undefined) throw new RangeError(`day ${day} of the table is not published`);
  return rule;
}

function openKind(rule: DayRule): Meaning {
  if (rule.kind === "override" || rule.kind === "make_up") return named(rule.kind, rule);
  return { kind: "counted" };
}

function closedKind(rule: DayRule): Meaning {
  if (rule.windows.length > 0) return { kind: "outside_hours" };
  if (rule.kind === "override" || rule.kind === "holiday") return named(rule.kind, rule);
  return { kind: "rest_day" };
}

function named(kind: Segment["kind"], { name }: DayRule): Meaning {
  return name === undefined ? { kind } : { kind, name };
}

function push(segments: Segment[], next: Segment): void {
  const last = segments.at(-1);
  const continues = last?.kind === next.kind && last.name === next.name && last.countedMs > 0 === next.countedMs > 0;
  if (!continues) {
    segments.push(next);
    return;
  }
  segments[segments.length - 1] = { ...last, to: next.to, countedMs: last.countedMs + next.countedMs };
}
