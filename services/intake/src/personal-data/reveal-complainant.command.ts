import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import { newId, parseId, refuse, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { forbidden } from "@hearken/service-kit";
import { z } from "zod";
import { NOT_WITHIN_REACH, type Request } from "../complaint/carry-out.command.js";
import { placeOf, streamOf, type Complaint } from "../complaint/complaint.js";
import { complaintById } from "../complaint/complaint.query.js";
import { maybe, prose, reference } from "../complaint/field.js";
import { writeRevealReason } from "../words/write-words.command.js";
import { PERSONAL_FIELDS } from "../complainant/complainant.js";
import { complainantBehind } from "../complainant/complainant.query.js";
import { neverKept } from "./never-kept.command.js";
import { countReveal } from "./reveal-count.repository.js";
import {
  opened,
  refuseErased,
  REVEAL_PURPOSES,
  TOO_MANY_REVEALED,
  type PersonInClear,
} from "../complainant/revealing.js";

export const revealing = z.object({
  complaintId: reference,
  complainantId: reference,
  fields: z.array(z.enum(PERSONAL_FIELDS)).min(1).max(PERSONAL_FIELDS.length),
  purpose: z.enum(REVEAL_PURPOSES),
  reason: maybe(prose()),
  idempotencyKey: maybe(z.string()),
});
type Revealing = z.output<typeof revealing>;

/** What was asked for of a person, in clear; it is kept nowhere. */
export interface Revealed extends PersonInClear {
  readonly complainantId: string;
}

/**
 * Shows somebody behind a complaint in clear, and records in the complaint's history who saw which fields, and what for.
 * The complaint's own version stays: nobody's decision is stale because somebody looked at a telephone number.
 * Refusals: `ILLEGAL_TRANSITION` when they are erased, `FORBIDDEN` beyond 60 an hour.
 * Statements: complaint, person, count; append, and the reason where there is one.
 */
export async function revealComplainant(request: Request, input: Revealing): Promise<Revealed | Refusal | undefined> {
  const command = { operation: "revealComplainant", key: input.idempotencyKey, input };
  return neverKept<Revealed>(request, command, async (uow, principal) => {
    const refusal = forbidden(principal, "complainant.reveal") ?? refuseUnreasoned(input);
    return refusal ?? reveal(uow, { request, principal, input });
  });
}

interface Asked {
  readonly request: Request;
  readonly principal: Request["principal"];
  readonly input: Revealing;
}

async function reveal(uow: UnitOfWork, asked: Asked): Promise<Revealed | Refusal> {
  const { request, principal, input } = asked;
  const { complainantId, fields } = input;
  const complaintId = parseId<"Complaint">(input.complaintId);
  if (complaintId === undefined || parseId(complainantId) === undefined) return NOT_WITHIN_REACH;
  const [complaint, person] = await Promise.all([
    complaintById(uow, complaintId),
    complainantBehind(uow, { complaintId, complainantId }),
  ]);
  if (complaint === undefined || person === undefined) return NOT_WITHIN_REACH;
  const erased = refuseErased(person.erasedAt);
  if (erased !== undefined) return erased;
  if (!(await countReveal(uow, principal.actor.id))) return TOO_MANY_REVEALED;
  const shown = opened(await request.keyring.of(uow), person, fields);
  await record(uow, asked, complaint);
  return { complainantId, ...shown };
}

async function record(uow: UnitOfWork, { principal, input }: Asked, complaint: Complaint): Promise<void> {
  const { id, organizationId, projectId } = complaint;
  const { complainantId, purpose, reason } = input;
  const { actor } = principal;
  const fields = [...new Set(input.fields)];
  const reasonId = reason === undefined ? undefined : newId();
  await Promise.all([
    append(uow, {
      stream: { id: streamOf(id), kind: "complaint", organizationId, projectId },
      expected: "any",
      events: [event("complainant.revealed", { complainantId, fields, purpose, reasonId })],
      actor,
    }),
    reasonId !== undefined &&
      reason !== undefined &&
      writeRevealReason(uow, { ...placeOf(complaint), id: reasonId, at: uow.now, text: reason, actor }),
  ]);
}

/** A purpose that says nothing is explained. */
function refuseUnreasoned({ purpose, reason }: Revealing): Refusal | undefined {
  if (purpose !== "other" || reason !== undefined) return undefined;
  return refuse("INVALID_INPUT", SAY_WHY, { path: ["input", "reason"] });
}

const SAY_WHY = { en: "Say what for.", "zh-CN": "请说明用途。" };
