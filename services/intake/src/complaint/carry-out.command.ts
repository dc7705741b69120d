import { VersionConflict } from "@hearken/journal";
import { isRefusal, parseId, refuse, type ComplaintId, type Refusal } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import type { Complaint } from "./complaint.js";
import { complaintById } from "./complaint.query.js";
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
): Promise<Complaint | Refusal | undefined> {
  const no = forbidden(request.principal, useCase.action);
  if (no !== undefined) return no;
  const complaintId = parseId<"Complaint">(input.complaintId);
  if (complaintId === undefined) return undefined;
  const { rulebook } = request;
  return answered(request, () => {
    let fresh: Complaint | undefined;
    const command = { operation: useCase.name, key: input.idempotencyKey, input };
    const outcome = runCommand<Answer>(request, command, async (uow, principal) => {
      const done =
        forbidden(principal, useCase.action) ??
        (await handleComplaint(uow, { useCase, input, complaintId, principal, rulebook })) ??
        NOT_WITHIN_REACH;
      if (isRefusal(done)) return done;
      uow.afterCommit(() => (fresh = done));
      return { id: done.id };
    });
    return { outcome, fresh: () => fresh };
  });
}

/** What an idempotency key remembers: the complaint, not its words. */
interface Answer {
  readonly id: ComplaintId;
}

interface Attempt {
  readonly outcome: Promise<Answer | Refusal>;
  /** The complaint as this very attempt left it; `undefined` when the answer is an earlier one. */
  readonly fresh: () => Complaint | undefined;
}

/** Rolls the unit of work back, so that an unknown id leaves nothing behind, not even a key; never shown to anybody. */
export const NOT_WITHIN_REACH: Refusal = refuse("INVALID_INPUT", { en: "not within reach", "zh-CN": "不在范围内" });

/** Tries again, a bounded number of times, when someone else wrote in between. */
async function answered(request: Request, attempt: () => Attempt): Promise<Complaint | Refusal | undefined> {
  for (let tried = 1; ; tried += 1) {
    const { outcome, fresh } = attempt();
    try {
      const answer = await outcome;
      if (answer === NOT_WITHIN_REACH) return undefined;
      if (isRefusal(answer)) return answer;
      return fresh() ?? (await complaintById(await request.uow(), answer.id));
    } catch (error) {
      const isOvertaken = error instanceof VersionConflict || takenKey(error) === "complainant_reference";
      if (!isOvertaken || tried === ATTEMPTS) throw error;
    }
  }
}
