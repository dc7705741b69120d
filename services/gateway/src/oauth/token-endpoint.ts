import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DatabaseUnavailable, type Database } from "@hearken/postgres";
import {
  BadBody,
  grantedScope,
  programOf,
  readBytes,
  writeScope,
  type HouseIssuer,
  type Logger,
} from "@hearken/service-kit";
import { openAllowance } from "../limit/allowance.js";
import { beyondScope, readTokenRequest, unknownClient, type TokenRefusal, type TokenRequest } from "./token-request.js";
import type { UseNotes } from "./use-notes.job.js";

export interface TokenEndpointOptions {
  readonly issuer: HouseIssuer;
  readonly database: Database;
  readonly notes: UseNotes;
  readonly log: Logger;
  /** Tokens that one client gets a second, and attempts by one address in its name; ten seconds' worth can be saved up. */
  readonly perSecond?: number;
}

/** Answers `POST /oauth/token`. */
export type TokenEndpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Seconds for which a token holds: a revoked program loses it sooner all the same. */
export const TOKEN_LIFETIME = 600;
const LARGEST_FORM = 4 * 1024;
const FORM = /^application\/x-www-form-urlencoded *(;|$)/i;

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Gives a program a short-lived token for its secret (client credentials). Nothing that it answers is kept by anybody on the way.
 * Source: RFC 6749 4.4, 5.1 and 5.2; ADR 17.
 */
export function openTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
  const { issuer, database, notes, log, perSecond = 1 } = options;
  const attempts = openAllowance({ perSecond });
  const tokens = openAllowance({ perSecond });

  const issue = async (asked: TokenRequest, address: string): Promise<Answer> => {
    // Strangers who try a client's name use up what their own address may, and not what the client may.
    const wait = attempts.take(`${address} ${asked.clientId.slice(0, 100)}`, 1);
    if (wait > 0) return later(429, wait);
    const program = await programOf(database, asked);
    if (program === undefined) return refused(unknownClient());
    const pause = tokens.take(`${program.tenantId} ${program.id}`, 1);
    if (pause > 0) return later(429, pause);
    const granted = grantedScope(program.boundTo, asked.scope);
    if (granted === undefined) return refused(beyondScope());
    notes.note(program);
    // Nothing is said of a token without a bound: what the program may do is what its grants allow at each moment.
    const said = granted === null ? {} : { scope: writeScope(granted) };
    const { tenantId, id: subject } = program;
    const token = issuer.sign({ tenantId, subject, lifetimeSeconds: TOKEN_LIFETIME, ...said });
    return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: TOKEN_LIFETIME, ...said } };
  };

  return async (request, response) => {
    const answer = await answerTo(request, issue).catch((error: unknown): Answer => {
      if (error instanceof DatabaseUnavailable) return later(503, 1);
      log.error({ err: error }, "a token could not be given");
      return later(503, 1);
    });
    response.writeHead(answer.status, {
      "content-type": "application/json;charset=UTF-8",
      "cache-control": "no-store",
      pragma: "no-cache",
      ...answer.headers,
      // What is left of an unread body is not waited for.
      ...(request.complete ? {} : { connection: "close" }),
    });
    response.end(JSON.stringify(answer.body));
  };
}

async function answerTo(
  request: IncomingMessage,
  issue: (asked: TokenRequest, address: string) => Promise<Answer>,
): Promise<Answer> {
  const wrong = (description: string): Answer => refused({ error: "invalid_request", description });
  if (request.method !== "POST") {
    return { ...wrong("Ask with POST."), status: 405, headers: { allow: "POST" } };
  }
  if (!FORM.test(request.headers["content-type"] ?? "") || request.headers["content-encoding"] !== undefined) {
    return wrong("Send application/x-www-form-urlencoded, without compression.");
  }
  const form = await readBytes(request, LARGEST_FORM).catch((error: unknown) => {
    if (error instanceof BadBody) return error;
    throw error;
  });
  if (form instanceof BadBody) return { ...wrong(form.message), status: form.status };
  if (!isUtf8(form)) return wrong("The body is not valid UTF-8.");
  const read = readTokenRequest(form.toString("utf8"), request.headers.authorization);
  return "refusal" in read ? refused(read.refusal) : issue(read.request, request.socket.remoteAddress ?? "");
}

function refused({ error, description }: TokenRefusal): Answer {
  const body = { error, error_description: description };
  if (error !== "invalid_client") return { status: 400, body };
  return { status: 401, body, headers: { "www-authenticate": 'Basic realm="hearken", charset="UTF-8"' } };
}

function later(status: 429 | 503, seconds: number): Answer {
  const body = { error: "temporarily_unavailable", error_description: `Ask again in ${seconds} s.` };
  return { status, body, headers: { "retry-after": String(seconds) } };
}
