import { complaintConclusion } from "./contract.js";
import { code, codes, flag, id, instant, int, maybe } from "./field.js";

/** What follows from the facts, told so that others hear of it. Written by escalation alone. */
export const standingEvents = [
  complaintConclusion(
    "level.changed",
    { about: "The complaint's level is another." },
    { from: maybe(code), to: code, clause: code },
  ),
  complaintConclusion(
    "obligation.opened",
    { about: "Someone owes something from now on." },
    { key: code, code, clause: code, owner: code, dueAt: maybe(instant) },
  ),
  complaintConclusion(
    "obligation.due_changed",
    { about: "It is owed by another instant." },
    { key: code, dueAt: maybe(instant) },
  ),
  complaintConclusion("obligation.warned", { about: "It falls due soon." }, { key: code, owner: code, dueAt: instant }),
  complaintConclusion("obligation.met", { about: "It was done." }, { key: code, code, late: flag }),
  complaintConclusion(
    "obligation.breached",
    { about: "Its time passed." },
    { key: code, code, clause: code, owner: code },
  ),
  complaintConclusion(
    "obligation.released",
    { about: "It is no longer owed: void or waived." },
    { key: code, status: code },
  ),
  complaintConclusion(
    "obligation.paused",
    { about: "Its clock stands still, or goes on." },
    { key: code, paused: flag },
  ),
  complaintConclusion(
    "escalation.raised",
    { about: "The complaint rose one rung of the ladder." },
    { escalationId: id, rung: int, from: maybe(code), to: code, clause: code, cause: code },
  ),
  complaintConclusion(
    "notice.issued",
    { about: "Posts were told, because a rule demands it." },
    { noticeId: id, key: code, code, clause: code, to: codes },
  ),
  complaintConclusion(
    "bulletin.opened",
    { about: "A bulletin is demanded and not yet issued." },
    { bulletinId: id, key: code, kind: code, clause: code },
  ),
] as const;
