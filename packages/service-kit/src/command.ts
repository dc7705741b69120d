import { hash } from "node:crypto";
import type { Principal, RequestContext } from "@hearken/graphql-kit";
import { isRefusal, refuse, type Refusal } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { noteRefused } from "./refused-attempt.js";

export interface CommandRequest {
  /** The mutation's name. */
  readonly operation: string;
  /** The input's `idempotencyKey`; the header's is used when it is absent. */
  readonly key?: string | null | undefined;
  /** The whole input: the same key with another input is refused. */
  readonly input: unknown;
}

/** What one idempotency key stands for. */
export interface IdempotentRequest {
  readonly actorId: string;
  readonly operation: string;
  readonly key: string;
  readonly input: unknown;
}

const FIND = statement(
  "service_kit.answer_by_key",
  `select input_hash, answer from platform.idempotency
   where tenant_id = $1 and actor_id = $2 and operation = $3 and key = $4`,
);
const KEEP = statement(
  "service_kit.keep_answer",
  `insert into platform.idempotency (tenant_id, actor_id, operation, key, input_hash, answer)
   values ($1, $2, $3, $4, $5, $6)`,
);

const LONGEST_KEY = 200;
const ATTEMPTS = 5;

type Work<T> = (uow: UnitOfWork, principal: Principal) => Promise<T | Refusal>;

/**
 * Carries out one mutation: a writing unit of work in the caller's scope, once per idempotency key.
 * `work` gets the principal as they stand in this unit; a refusal is not remembered under the key, and noted where it
 * tells something of whoever tried.
 */
export async function runCommand<T>(
  context: RequestContext,
  request: CommandRequest,
  work: Work<T>,
): Promise<T | Refusal> {
  const answer = await carriedOut(context, request, work);
  if (isRefusal(answer)) await noteRefused(context, request, answer);
  return answer;
}

async function carriedOut<T>(context: RequestContext, request: CommandRequest, work: Work<T>): Promise<T | Refusal> {
  const key = request.key ?? context.idempotencyKeyHeader;
  if (key === undefined) return context.write<T | Refusal>(work);
  if (!isKey(key)) return refuse("INVALID_INPUT", UNUSABLE_KEY, { path: ["input", "idempotencyKey"] });
  for (let tried = 1; ; tried += 1) {
    try {
      return await context.write<T | Refusal>((uow, principal) =>
        idempotent(uow, { actorId: principal.actor.id, operation: request.operation, key, input: request.input }, () =>
          work(uow, principal),
        ),
      );
    } catch (error) {
      if (!isKeyTaken(error)) throw error;
      // The first has committed while we worked: the next round finds its answer.
      if (tried === ATTEMPTS) return refuse("IN_FLIGHT", UNDER_WAY);
    }
  }
}

/**
 * The first answer to this key, or `work`'s answer, which is then kept with the effect in one transaction.
 * While another is in flight, keeping waits on the unique key; when that one commits this throws a unique violation
 * and the caller must run the unit of work again.
 */
export async function idempotent<T>(
  uow: UnitOfWork,
  request: IdempotentRequest,
  work: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const place = [uow.scope.tenantId, request.actorId, request.operation, request.key];
  const ownHash = inputHash(request.input);
  const earlier = async (): Promise<{ readonly answer: T | Refusal } | undefined> => {
    const found = await uow.one<{ input_hash: string; answer: T }>(FIND, place);
    if (found === undefined || found.input_hash === ownHash) return found;
    return { answer: refuse("IDEMPOTENCY_KEY_REUSED", REUSED) };
  };
  const before = await earlier();
  if (before !== undefined) return before.answer;
  const answer = await work();
  // The first may have committed while this waited for its turn, and so have become the reason of the refusal.
  if (isRefusal(answer)) return (await earlier())?.answer ?? answer;
  await uow.run(KEEP, [...place, ownHash, JSON.stringify(answer ?? null)]);
  return answer;
}

/** The same for equal inputs, whatever the order of their keys; the idempotency key itself does not count. */
export function inputHash(input: unknown): string {
  return hash("sha256", canonical(input), "base64url");
}

function canonical(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value === undefined) return "null";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const entries = Object.entries(value)
    .filter(([name, part]) => part !== undefined && name !== "idempotencyKey")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(",")}}`;
}

function isKey(key: string): boolean {
  return key.length > 0 && key.length <= LONGEST_KEY && /^[\x21-\x7e]+$/.test(key);
}

function isKeyTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "23505" &&
    "table" in error &&
    error.table === "idempotency"
  );
}

const UNUSABLE_KEY = {
  en: `An idempotency key is 1–${LONGEST_KEY} visible ASCII characters.`,
  "zh-CN": `幂等键须为 1–${LONGEST_KEY} 个可见 ASCII 字符。`,
};
const REUSED = {
  en: "This idempotency key was used before with another input.",
  "zh-CN": "该幂等键此前已用于不同的输入。",
};
const UNDER_WAY = {
  en: "The same request is being carried out at this moment; ask again.",
  "zh-CN": "相同的请求正在处理中，请稍后重试。",
};
