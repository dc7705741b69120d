import { refuse, type Instant, type Localized, type Refusal } from "@hearken/kernel";

/*
 * Erasure (删除): what says who a person is goes, once nothing demands it any more. Retention (保存期限): how long the
 * regulation wants a complaint's papers kept. Legal hold (法律保全): nothing goes, whatever the time.
 */

/** Why a person's data is erased: the time to keep it has passed, or they asked for it (PIPL art. 47). */
export type ErasureBasis = "retention" | "request";

/** A complaint that somebody stands or stood behind, as far as their erasure depends on it. */
export interface StoodBehind {
  readonly number: string;
  /** Closed or withdrawn. */
  readonly isOver: boolean;
  readonly isHeld: boolean;
  /** What must be kept of it the longest; `undefined`: its regulation demands nothing. */
  readonly keeping: { readonly until: Instant | null; readonly clause: string | undefined } | undefined;
}

/**
 * Why their data cannot be erased at their request: `ILLEGAL_TRANSITION` while one of their complaints is held or goes
 * on, `REGULATION` with the clause while one must be kept; `undefined` when it can.
 */
export function refuseErasure(complaints: readonly StoodBehind[], now: Instant): Refusal | undefined {
  const held = complaints.find(({ isHeld }) => isHeld);
  if (held !== undefined) return refuse("ILLEGAL_TRANSITION", isHeldBack(held.number));
  const open = complaints.find(({ isOver }) => !isOver);
  if (open !== undefined) return refuse("ILLEGAL_TRANSITION", goesOn(open.number));
  const kept = complaints.find(({ keeping }) => keeping !== undefined && (keeping.until ?? Infinity) > now);
  const clause = kept?.keeping?.clause;
  return kept && refuse("REGULATION", mustBeKept(kept.number), clause === undefined ? {} : { clause });
}

/**
 * When their data is erased by retention: `due` now, from an instant on, or `undefined` while something goes on, is
 * held, is kept for good, or has no time that a regulation names: where nobody said how long, nobody erases by time.
 */
export function erasureByRetention(complaints: readonly StoodBehind[], now: Instant): Instant | "due" | undefined {
  let latest = -Infinity;
  for (const { isOver, isHeld, keeping } of complaints) {
    if (!isOver || isHeld || keeping === undefined || keeping.until === null) return undefined;
    latest = Math.max(latest, keeping.until);
  }
  if (latest === -Infinity) return undefined;
  return latest <= now ? "due" : (latest as Instant);
}

function isHeldBack(number: string): Localized {
  return {
    en: `Complaint ${number} is under a legal hold: nothing about it may be erased.`,
    "zh-CN": `投诉 ${number} 处于法律保全状态，不得删除相关信息。`,
  };
}

function goesOn(number: string): Localized {
  return {
    en: `Complaint ${number} is being handled: what says who complains is needed until it is closed.`,
    "zh-CN": `投诉 ${number} 尚未关闭，处理期间须保留投诉人信息。`,
  };
}

function mustBeKept(number: string): Localized {
  return {
    en: `The regulation demands that what belongs to complaint ${number} is kept still.`,
    "zh-CN": `按制度规定，投诉 ${number} 的资料仍在保存期限内。`,
  };
}
