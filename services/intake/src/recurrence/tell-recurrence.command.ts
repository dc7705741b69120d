import { event } from "@hearken/contracts";
import { appendMany, lockMany } from "@hearken/journal";
import { SYSTEM, type ComplaintId, type Instant } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import { streamOf, type Complaint } from "../complaint/complaint.js";
import { findRecurrence, untold, type FoundRecurrence, type SameMatter } from "./same-matter.js";
import { complaintsOfSameMatter } from "./same-matter.query.js";
import { noteTold } from "./told.repository.js";

export interface TellRecurrence {
  readonly complaint: Complaint;
  readonly rules: Rules;
  /** When what was learnt happened: the receipt, or the settling of the category. */
  readonly occurredAt: Instant;
}

/**
 * Looks whether several people complained of the matter of `complaint` inside the regulation's rolling window, and tells
 * each of their streams that was not told of so many yet. Telling twice tells nothing new. Answers how many were told.
 * Statements: the search; then, when there is something to tell, lock, append and note.
 */
export async function tellRecurrence(
  uow: UnitOfWork,
  { complaint, rules, occurredAt }: TellRecurrence,
): Promise<number> {
  const { recurrence, calendar } = rules;
  if (recurrence === undefined || complaint.category === null || complaint.matter === null) return 0;
  const { within, complainants: least, same } = recurrence;
  const startOf = (end: Instant): Instant => calendar.subtractPeriod(end, within);
  const from = startOf(complaint.receivedAt);
  const to = calendar.addPeriod(complaint.receivedAt, within);
  const complaints = await complaintsOfSameMatter(uow, { complaint, same, from, to });
  const found = findRecurrence({ complaints, about: complaint.id, least, startOf });
  const telling = found === undefined ? [] : untold(found, complaint.id);
  if (found === undefined || telling.length === 0) return 0;
  return tell(uow, { found, telling, occurredAt: Math.max(found.windowEnd, occurredAt) as Instant });
}

interface Telling {
  readonly found: FoundRecurrence;
  readonly telling: readonly SameMatter[];
  readonly occurredAt: Instant;
}

async function tell(uow: UnitOfWork, { found, telling, occurredAt }: Telling): Promise<number> {
  const { complainants, complaints, windowStart } = found;
  const complaintIds = complaints.map(({ id }) => id);
  const fact = { ...event("recurrence.found", { complainants, complaintIds, windowStart }), occurredAt };
  const streams = await lockMany(
    uow,
    telling.map(({ id }) => streamOf(id)),
  );
  const appends = [...streams].map(([streamId, { version: expected }]) => ({ streamId, expected, events: [fact] }));
  const versions = await appendMany(uow, { kind: "complaint", appends, actor: SYSTEM });
  const told = [...versions].map(([id, version]) => ({ id: id as string as ComplaintId, version }));
  await noteTold(uow, told, complainants);
  return told.length;
}
