import type { Instant } from "@hearken/kernel";
import {
  toldOfBulletin,
  toldOfLevel,
  toldOfNotice,
  toldOfObligation,
  toldOfRung,
  toldOfVanished,
  type Conclusion,
} from "./conclusion.js";
import type { BulletinRow, LevelRow, NoticeRow, ObligationRow, Projection, RungRow } from "./projection.js";

/** Rows to write and rows to take away. */
export interface Changes<Row> {
  readonly put: readonly Row[];
  readonly drop: readonly Row[];
}

/** What must be written and told so that what is kept says what follows from the facts now. */
export interface Difference {
  readonly obligations: Changes<ObligationRow>;
  readonly levels: Changes<LevelRow>;
  readonly rungs: Changes<RungRow>;
  readonly notices: Changes<NoticeRow>;
  /** Nothing is dropped: a bulletin that is demanded no longer is withdrawn. */
  readonly bulletins: Changes<BulletinRow>;
  /** In the order in which they came about. */
  readonly conclusions: readonly Conclusion[];
}

/** What is kept of a complaint; the head does not matter for the difference. */
export type Kept = Omit<Projection, "head">;

export const NOTHING_KEPT: Kept = { obligations: [], levels: [], rungs: [], notices: [], bulletins: [] };

/**
 * From what is kept to what follows now. Pure, and empty between equals: applied twice it tells nothing twice.
 * Late facts may rewrite what was kept: rows that no longer follow are dropped, and an obligation among them is told
 * as released.
 */
export function difference(before: Kept, after: Projection): Difference {
  const at = after.head.evaluatedAt;
  const changes = {
    obligations: changed(before.obligations, after.obligations, ({ key }) => key),
    levels: changed(before.levels, after.levels, ({ number }) => number),
    rungs: changed(before.rungs, after.rungs, ({ id }) => id),
    notices: changed(before.notices, after.notices, ({ key }) => key),
    bulletins: withdrawn(changed(before.bulletins, after.bulletins, ({ key }) => key)),
  };
  return { ...changes, conclusions: inOrder([...ofObligations(before, after, at), ...ofTheRest(before, after)]) };
}

function ofObligations(before: Kept, after: Projection, at: Instant): readonly Conclusion[] {
  const kept = new Map(before.obligations.map((row) => [row.key, row]));
  const owed = new Set(after.obligations.map(({ key }) => key));
  return [
    ...after.obligations.flatMap((row) => toldOfObligation(kept.get(row.key), row, at)),
    ...before.obligations.flatMap((row) => (owed.has(row.key) ? [] : toldOfVanished(row, at))),
  ];
}

function ofTheRest(before: Kept, after: Projection): readonly Conclusion[] {
  return [
    ...unknown(before.levels, after.levels, ({ at, from, to, clause }) => `${at} ${from ?? ""} ${to} ${clause}`).map(
      toldOfLevel,
    ),
    ...unknown(before.rungs, after.rungs, ({ id }) => id).map(toldOfRung),
    ...unknown(before.notices, after.notices, ({ key }) => key).map(toldOfNotice),
    ...unknown(before.bulletins, after.bulletins, ({ key }) => key).map(toldOfBulletin),
  ];
}

function unknown<Row>(before: readonly Row[], after: readonly Row[], nameOf: (row: Row) => string): readonly Row[] {
  const known = new Set(before.map(nameOf));
  return after.filter((row) => !known.has(nameOf(row)));
}

function changed<Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string | number,
): Changes<Row> {
  const kept = new Map(before.map((row) => [keyOf(row), row]));
  const put = after.filter((row) => !isSame(kept.get(keyOf(row)), row));
  const wanted = new Set(after.map(keyOf));
  return { put, drop: before.filter((row) => !wanted.has(keyOf(row))) };
}

function withdrawn({ put, drop }: Changes<BulletinRow>): Changes<BulletinRow> {
  const gone = drop
    .filter(({ status }) => status === "open")
    .map((row): BulletinRow => ({ ...row, status: "withdrawn" }));
  return { put: [...put, ...gone], drop: [] };
}

function inOrder(conclusions: readonly Conclusion[]): readonly Conclusion[] {
  return [...conclusions].sort((a, b) => a.occurredAt - b.occurredAt);
}

/** Deep equality of rows; the order of keys does not count. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => isSame(left[key], right[key]));
}
