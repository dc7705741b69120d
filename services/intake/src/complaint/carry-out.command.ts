import { VersionConflict } from "@hearken/journal";
import { isRefusal, parseId, refuse, type Refusal } from "@hearken/kernel";
import { forbidden, noteRefused, runCommand } from "@hearken/service-kit";
import { complaintById } from "./complaint.query.js";
import { doneAgain, keptOf, type Done, type Kept } from "./done.js";
import { handleComplaint, type OnComplaint, type UseCase } from "./handle-complaint.command.js";
import { takenKey } from "./taken-key.js";

/** The request that a mutation stands in. */
export type Request = Parameters<typeof runCommand>[0];

const ATTEMPTS = 3;

/**
 * Carries out a use case for whoever asks, once per idempotency key.
 * `undefined`: there is no such complaint within their reach, or nothing that the input points at.
 */
export async function carryOut<I extends OnComplaint>(
  request: Request,
  useCase: UseCase<I>,
  input: I,
): Promise<Done | Refusal | undefined> {
  const no = forbidden(request.principal, useCase.action);
  if (no !== undefined) {
    await noteRefused(request, { operation: useCase.name, input }, no);
    return no;
  }
  const complaintId = parseId<"Complaint">(input.complaintId);
  if (complaintId === undefined) return undefined;
  const { rulebook, keyring } = request;
  return answered(request, () => {
    let fresh: Done | undefined;
    const command = { operation: useCase.name, key: input.idempotencyKey, input };
    const outcome = runCommand<Kept>(request, command, async (uow, principal) => {
      const done =
        forbidden(principal, useCase.action) ??
        (await handleComplaint(uow, { useCase, input, complaintId, principal, rulebook, keyring })) ??
        NOT_WITHIN_REACH;
      if (isRefusal(done)) return done;
      uow.afterCommit(() => (fresh = done));
      return keptOf(done);
    });
    return { outcome, fresh: () => fresh };
  });
}

interface Attempt {
  readonly outcome: Promise<Kept | Refusal>;
  /** What this very attempt did; `undefined` when the answer is an earlier one. */
  readonly fresh: () => Done | undefined;
}

/** Rolls the unit of work back, so that an unknown id leaves nothing behind, not even a key; never shown to anybody. */
export const NOT_WITHIN_REACH: Refusal = refuse("INVALID_INPUT", { en: "not within reach", "zh-CN": "不在范围内" });

/** Tries again, a bounded number of times, when someone else wrote in between. */
async function answered(request: Request, attempt: () => Attempt): Promise<Done | Refusal | undefined> {
  for (let tried = 1; ; tried += 1) {
    const { outcome, fresh } = attempt();
    try {
      const answer = await outcome;
      if (answer === NOT_WITHIN_REACH) return undefined;
      if (isRefusal(answer)) return answer;
      const done = fresh();
      if (done !== undefined) return done;
      const complaint = await complaintById(await request.uow(), answer.id);
      return complaint === undefined ? undefined : doneAgain(answer, complaint);
    } catch (error) {
      const isOvertaken = error instanceof VersionConflict || takenKey(error) === "complainant_reference";
      if (!isOvertaken || tried === ATTEMPTS) throw error;
    }
  }
}
