import { event, type NewEvent } from "@hearken/contracts";
import type { Instant } from "@hearken/kernel";
import type { BulletinRow, LevelRow, NoticeRow, ObligationRow, RungRow } from "./projection.js";

/** Something that follows from the facts and is told to the journal, dated when it came about. */
export type Conclusion = NewEvent & { readonly occurredAt: Instant };

const told = (happened: NewEvent, at: Instant): Conclusion => ({ ...happened, occurredAt: at });

/** What is new about one obligation, in the order in which it came about. Nothing, when both are the same. */
export function toldOfObligation(
  before: ObligationRow | undefined,
  after: ObligationRow,
  at: Instant,
): readonly Conclusion[] {
  const { key, code, owner } = after;
  const clause = after.clauses[0] ?? "";
  const news: Conclusion[] = [];
  if (before === undefined)
    news.push(told(event("obligation.opened", { key, code, clause, owner, ...due(after) }), after.openedAt));
  else if (isOwedByAnotherInstant(before, after))
    news.push(told(event("obligation.due_changed", { key, ...due(after) }), at));
  news.push(...toldOfPauses(before, after));
  if (after.warned && before?.warned !== true) {
    const warnedAt = after.warnAt ?? after.pauses.at(-1)?.from ?? after.openedAt;
    news.push(
      told(
        event("obligation.warned", { key, owner, dueAt: after.dueAt ?? warnedAt }),
        Math.min(warnedAt, at) as Instant,
      ),
    );
  }
  if (after.breachedAt !== null && before?.breachedAt !== after.breachedAt) {
    news.push(told(event("obligation.breached", { key, code, clause, owner }), after.breachedAt));
  }
  if (after.metAt !== null && (before?.metAt !== after.metAt || before.status !== after.status)) {
    news.push(told(event("obligation.met", { key, code, late: after.status === "met_late" }), after.metAt));
  }
  if ((after.status === "void" || after.status === "waived") && before?.status !== after.status) {
    news.push(told(event("obligation.released", { key, status: after.status }), after.settledAt ?? at));
  }
  return news;
}

/** A late fact showed that it never was owed. */
export function toldOfVanished({ key, status }: ObligationRow, at: Instant): readonly Conclusion[] {
  return status === "void" || status === "waived"
    ? []
    : [told(event("obligation.released", { key, status: "void" }), at)];
}

/** Also when a late fact takes a settlement back. */
function isOwedByAnotherInstant(before: ObligationRow, after: ObligationRow): boolean {
  return before.dueAt !== after.dueAt || (before.status !== "open" && after.status === "open");
}

function due({ dueAt }: ObligationRow): { dueAt?: Instant } {
  return dueAt === null ? {} : { dueAt };
}

function toldOfPauses(before: ObligationRow | undefined, after: ObligationRow): readonly Conclusion[] {
  const { key } = after;
  return after.pauses.flatMap(({ from, to }, index) => {
    const known = before?.pauses[index];
    const news: Conclusion[] = [];
    if (known?.from !== from) news.push(told(event("obligation.paused", { key, paused: true }), from));
    if (to !== null && (known?.from !== from || known.to !== to)) {
      news.push(told(event("obligation.paused", { key, paused: false }), to));
    }
    return news;
  });
}

export function toldOfLevel({ from, to, clause, at }: LevelRow): Conclusion {
  return told(event("level.changed", { ...(from === null ? {} : { from }), to, clause }), at);
}

export function toldOfRung({ id, rung, from, to, clause, cause, at }: RungRow): Conclusion {
  return told(
    event("escalation.raised", { escalationId: id, rung, ...(from === null ? {} : { from }), to, clause, cause }),
    at,
  );
}

export function toldOfNotice({ id, key, code, clause, to, at }: NoticeRow): Conclusion {
  return told(event("notice.issued", { noticeId: id, key, code, clause, to: [...to] }), at);
}

export function toldOfBulletin({ id, key, kind, clause, openedAt }: BulletinRow): Conclusion {
  return told(event("bulletin.opened", { bulletinId: id, key, kind, clause }), openedAt);
}
