import { event } from "@hearken/contracts";
import { appendMany, histories, lockMany, type RecordedEvent } from "@hearken/journal";
import { parseId, type Actor, type Instant, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { forbidden } from "@hearken/service-kit";
import { z } from "zod";
import { NOT_WITHIN_REACH, type Request } from "../complaint/carry-out.command.js";
import { streamOf, type Complaint } from "../complaint/complaint.js";
import { complaintsById } from "../complaint/complaint.query.js";
import { maybe, reference } from "../complaint/field.js";
import { complainantById, complaintIdsOf } from "../complainant/complainant.query.js";
import { neverKept } from "./never-kept.command.js";
import { countReveal } from "./reveal-count.repository.js";
import { EXPORT_PURPOSES, opened, TOO_MANY_REVEALED, type PersonInClear } from "../complainant/revealing.js";

/** Complaints in one export, the latest: their parts are read in batches of a hundred. */
export const MOST_EXPORTED = 200;

export const exporting = z.object({
  complainantId: reference,
  purpose: z.enum(EXPORT_PURPOSES),
  idempotencyKey: maybe(z.string()),
});
type Exporting = z.output<typeof exporting>;

/** Somebody saw a person in clear, or was handed out everything, or erased them. */
export interface DataAccess {
  readonly type: string;
  readonly complaintId: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly fields: readonly string[];
  readonly purpose: string | null;
}

/** Everything that is kept about a person, in clear; it is kept nowhere else. */
export interface Exported extends PersonInClear {
  readonly complainantId: string;
  readonly reference: string | null;
  readonly customerType: string | null;
  readonly erasedAt: Instant | null;
  readonly complaints: readonly Complaint[];
  readonly accesses: readonly DataAccess[];
  /** Whether these are all of their complaints. */
  readonly isWhole: boolean;
}

/**
 * Hands out everything that is kept about a person, and records it in each of their complaints. An erasure under way is
 * waited for: what it erased is not in it. Refusals: `FORBIDDEN` beyond 60 looks an hour.
 * Statements: person, ids, count; streams; complaints, histories, append. Source: PIPL art. 45.
 */
export async function exportComplainant(request: Request, input: Exporting): Promise<Exported | Refusal | undefined> {
  const command = { operation: "exportComplainant", key: input.idempotencyKey, input };
  return neverKept<Exported>(request, command, async (uow, principal) => {
    const refusal = forbidden(principal, "complainant.export");
    return refusal ?? gather(uow, { input, request, actor: principal.actor });
  });
}

interface Asked {
  readonly input: Exporting;
  readonly request: Request;
  readonly actor: Actor;
}

async function gather(uow: UnitOfWork, { input, request, actor }: Asked): Promise<Exported | Refusal> {
  const { complainantId, purpose } = input;
  const person = parseId(complainantId) === undefined ? undefined : await complainantById(uow, complainantId);
  if (person === undefined) return NOT_WITHIN_REACH;
  const [ids, isCounted] = await Promise.all([
    complaintIdsOf(uow, complainantId, MOST_EXPORTED + 1),
    countReveal(uow, actor.id),
  ]);
  if (!isCounted) return TOO_MANY_REVEALED;
  const shown = ids.slice(0, MOST_EXPORTED);
  const streams = await lockMany(uow, shown.map(streamOf));
  const events = [event("complainant.exported", { complainantId, purpose })];
  const appends = [...streams].map(([streamId, { version: expected }]) => ({ streamId, expected, events }));
  const [complaints, pasts] = await Promise.all([
    complaintsById(uow, shown),
    histories(uow, shown.map(streamOf)),
    appendMany(uow, { kind: "complaint", appends, actor }),
  ]);
  const accesses = [...pasts.values()].flat().flatMap((past) => accessOf(past, complainantId));
  const { reference: known, customerType, erasedAt } = person;
  const clear = opened(await request.keyring.of(uow), person);
  const isWhole = shown.length === ids.length;
  return { complainantId, ...clear, reference: known, customerType, erasedAt, complaints, accesses, isWhole };
}

function accessOf(past: RecordedEvent, complainantId: string): readonly DataAccess[] {
  switch (past.type) {
    case "complainant.revealed":
    case "complainant.exported":
    case "complainant.erased": {
      if (past.payload.complainantId !== complainantId) return [];
      const { type, payload, streamId: complaintId, occurredAt: at, actor } = past;
      const fields = "fields" in payload ? payload.fields : [];
      return [{ type, complaintId, at, actor, fields, purpose: "purpose" in payload ? payload.purpose : null }];
    }
    default:
      return [];
  }
}
