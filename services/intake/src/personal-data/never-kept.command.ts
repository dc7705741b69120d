import { isRefusal, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { noteRefused, runCommand } from "@hearken/service-kit";
import { NOT_WITHIN_REACH, type Request } from "../complaint/carry-out.command.js";

type Work<T> = (uow: UnitOfWork, principal: Request["principal"]) => Promise<T | Refusal>;

/**
 * Carries out an act whose answer is kept nowhere. Under a key that was used before it is carried out anew, by the
 * rights of now, and recorded once more: what is recorded is that somebody saw. Another input is refused as ever.
 * `undefined`: it found nothing within reach.
 */
export async function neverKept<T extends object>(
  request: Request,
  command: Parameters<typeof runCommand>[1],
  work: Work<T>,
): Promise<T | Refusal | undefined> {
  let fresh: T | undefined;
  const kept = await runCommand<{ readonly isDone: true }>(request, command, async (uow, principal) => {
    const done = await work(uow, principal);
    if (isRefusal(done)) return done;
    uow.afterCommit(() => (fresh = done));
    return { isDone: true };
  });
  const answer = isRefusal(kept) ? kept : (fresh ?? (await anew(request, command, work)));
  return answer === NOT_WITHIN_REACH ? undefined : answer;
}

async function anew<T extends object>(
  request: Request,
  command: Parameters<typeof runCommand>[1],
  work: Work<T>,
): Promise<T | Refusal> {
  const answer = await request.write<T | Refusal>(work);
  if (isRefusal(answer)) await noteRefused(request, command, answer);
  return answer;
}
