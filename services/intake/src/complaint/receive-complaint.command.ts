import { isRefusal, refuse, type Refusal } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { forbidden, inputHash, noteRefused, runCommand } from "@hearken/service-kit";
import { NOT_WITHIN_REACH, type Request } from "./carry-out.command.js";
import { complaintById } from "./complaint.query.js";
import { doneAgain, keptOf, type Done, type Kept } from "./done.js";
import { fileComplaint } from "./file-complaint.command.js";
import type { Filing } from "./filing.js";
import { takenKey } from "./taken-key.js";

const keepAnswer = statement(
  "intake.keep_answer_of_filing",
  `insert into platform.idempotency (tenant_id, actor_id, operation, key, input_hash, answer)
   values ($1, $2, $3, $4, $5, $6)`,
);

const ATTEMPTS = 5;
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * Files a complaint for whoever asks, once per idempotency key. The key is written in the round trip of the rows, without
 * looking for it first: a key that is taken fails that write, and only then the earlier answer is looked up.
 * `undefined`: something that the input points at is not within reach.
 */
export async function receiveComplaint(
  request: Request,
  operation: "fileComplaint" | "importComplaint",
  input: Filing,
): Promise<Done | Refusal | undefined> {
  const no = forbidden(request.principal, "complaint.file");
  if (no !== undefined) {
    await noteRefused(request, { operation, input }, no);
    return no;
  }
  const key = input.idempotencyKey ?? request.idempotencyKeyHeader;
  const receiving = { request, operation, input };
  let isTaken = key === undefined || !KEY.test(key);
  for (let tried = 1; ; tried += 1) {
    try {
      const answer = await (isTaken || key === undefined ? withKeyFirst(receiving) : withKeyBeside(receiving, key));
      if (isTaken || !isRefusal(answer)) return answer === NOT_WITHIN_REACH ? undefined : answer;
      // What is refused now may have been done under this key before.
      isTaken = true;
    } catch (error) {
      const taken = takenKey(error);
      if (taken === undefined) throw error;
      if (taken === "idempotency") isTaken = true;
      // Another took the number, the source or the reference in between: it is seen by the next attempt.
      if (tried === ATTEMPTS) return refuse("ALREADY_EXISTS", TAKEN);
    }
  }
}

interface Receiving {
  readonly request: Request;
  readonly operation: string;
  readonly input: Filing;
}

async function withKeyBeside({ request, operation, input }: Receiving, key: string): Promise<Done | Refusal> {
  return request.write<Done | Refusal>(async (uow, principal) => {
    const beside = (done: Done): Promise<number> =>
      uow.run(keepAnswer, [
        ...[uow.scope.tenantId, principal.actor.id, operation, key, inputHash(input)],
        JSON.stringify(keptOf(done)),
      ]);
    const { rulebook, keyring } = request;
    return (await fileComplaint(uow, { input, principal, rulebook, keyring, beside })) ?? NOT_WITHIN_REACH;
  });
}

async function withKeyFirst({ request, operation, input }: Receiving): Promise<Done | Refusal | undefined> {
  let fresh: Done | undefined;
  const command = { operation, key: input.idempotencyKey, input };
  const answer = await runCommand<Kept>(request, command, async (uow: UnitOfWork, principal) => {
    const { rulebook, keyring } = request;
    const done = (await fileComplaint(uow, { input, principal, rulebook, keyring })) ?? NOT_WITHIN_REACH;
    if (isRefusal(done)) return done;
    uow.afterCommit(() => (fresh = done));
    return keptOf(done);
  });
  if (isRefusal(answer) || fresh !== undefined) return isRefusal(answer) ? answer : fresh;
  const complaint = await complaintById(await request.uow(), answer.id);
  return complaint === undefined ? undefined : doneAgain(answer, complaint);
}

const TAKEN = {
  en: "There is one already under this source, or many are filed at once; ask again.",
  "zh-CN": "该来源的投诉已存在，或同时提交过多，请稍后重试。",
};
