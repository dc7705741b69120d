import { orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { isRefusal, type Actor, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Action } from "./access/action.js";
import { forbidden } from "./access/allow.js";
import { runCommand, type CommandRequest } from "./command.js";

/** A mutation that one action allows. */
export interface AllowedRequest<Name extends string> extends CommandRequest {
  readonly action: Action;
  /** The field of the answer that what was made or changed stands in. */
  readonly answers: Name;
}

/**
 * Carries out a mutation of whoever may do `action`: refused to others, `NOT_FOUND` where `work` finds nothing within
 * reach, else what it made.
 */
export function runAllowed<Name extends string, T extends object>(
  context: RequestContext,
  { action, answers, ...request }: AllowedRequest<Name>,
  work: (uow: UnitOfWork, actor: Actor) => Promise<T | Refusal | null | undefined>,
): Promise<Record<Name, T> | Refusal> {
  return runCommand(context, request, async (uow, principal) => {
    const refusal = forbidden(principal, action);
    if (refusal !== undefined) return refusal;
    const made = orNotFound(await work(uow, principal.actor));
    if (isRefusal(made)) return made;
    const answer: Record<string, T> = { [answers]: made };
    return answer;
  });
}
