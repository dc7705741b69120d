import { isRefusal, parseId, type Instant, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { forbidden, runCommand } from "@hearken/service-kit";
import { z } from "zod";
import { NOT_WITHIN_REACH, type Request } from "../complaint/carry-out.command.js";
import { maybe, reference } from "../complaint/field.js";
import { complainantToErase } from "../complainant/complainant.query.js";
import { refuseErasure } from "../erasure/erasure.js";
import { erasePerson, settledComplaintsOf } from "../erasure/erase-person.command.js";

export const erasure = z.object({ complainantId: reference, idempotencyKey: maybe(z.string()) });

/** Who was erased, and when; nothing of who they were. */
export interface Erased {
  readonly complainantId: string;
  readonly erasedAt: Instant;
}

/**
 * Erases what says who a person is, at their request. Twice answers the same and does nothing.
 * Refusals: those of `refuseErasure`. `undefined`: there is nobody of that id within reach. Source: PIPL art. 47.
 */
export async function eraseComplainant(
  request: Request,
  input: z.output<typeof erasure>,
): Promise<Erased | Refusal | undefined> {
  const { complainantId } = input;
  const command = { operation: "eraseComplainant", key: input.idempotencyKey, input };
  const answer = await runCommand<Erased>(request, command, async (uow, principal) => {
    const refusal = forbidden(principal, "complainant.erase");
    return refusal ?? erase(uow, { complainantId, request, actor: principal.actor });
  });
  return answer === NOT_WITHIN_REACH ? undefined : answer;
}

interface Asked {
  readonly complainantId: string;
  readonly request: Request;
  readonly actor: Request["principal"]["actor"];
}

async function erase(uow: UnitOfWork, { complainantId, request, actor }: Asked): Promise<Erased | Refusal> {
  const person = parseId(complainantId) === undefined ? undefined : await complainantToErase(uow, complainantId);
  if (person === undefined) return NOT_WITHIN_REACH;
  if (person.erasedAt !== null) return { complainantId, erasedAt: person.erasedAt };
  const { complaints, versions } = await settledComplaintsOf(uow, { complainantId, rulebook: request.rulebook });
  const refusal = refuseErasure(complaints, uow.now);
  if (isRefusal(refusal)) return refusal;
  await erasePerson(uow, { complainantId, basis: "request", actor, versions });
  return { complainantId, erasedAt: uow.now };
}
