import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { HeaderMap, type ApolloServer } from "@apollo/server";
import { toFault, type OpenContext } from "@hearken/graphql-kit";
import type { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { answerError, answerFault } from "./answer.js";
import { holdsUnstorable } from "./unstorable.js";
import { BadBody, LARGEST_BODY, readJsonBody } from "./json-body.js";

/** What an operation says of itself before it is looked at. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphqlEndpoint {
  readonly server: ApolloServer<OpenContext>;
  readonly log: Logger;
  readonly largestBody?: number;
  /** Opens the context of a request; throws a fault when the caller is not who they say. */
  readonly enter: (headers: IncomingMessage["headers"], requestId: string) => Promise<OpenContext>;
  /** Refuses an operation before it is validated. */
  readonly admit?: (request: GraphqlRequest, context: OpenContext) => GraphQLError | undefined;
}

const REQUEST_ID = /^[\w.:-]{8,100}$/;

/** Answers one GraphQL-over-HTTP request on a bare `node:http` server. Never throws. */
export async function answerGraphql(
  endpoint: GraphqlEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const given = request.headers["x-request-id"];
  const requestId = typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
  response.setHeader("x-request-id", requestId);
  let context: OpenContext | undefined;
  try {
    if (request.method !== "POST" && request.method !== "GET") {
      response.setHeader("allow", "GET, POST");
      answerError(request, response, { status: 405, code: "BAD_REQUEST", message: "Use POST, or GET for a query." });
      return;
    }
    const body = await readBody(request, endpoint.largestBody);
    context = await endpoint.enter(request.headers, requestId);
    const refused = endpoint.admit?.(graphqlRequest(request, body), context);
    if (refused !== undefined) {
      answerFault(request, response, { status: 400, fault: refused });
      return;
    }
    await execute(endpoint.server, { request, response, body, context });
  } catch (error) {
    if (error instanceof BadBody) {
      answerError(request, response, error);
      return;
    }
    const onDefect = (defect: unknown): void => endpoint.log.error({ err: defect, requestId }, "a request failed");
    if (response.headersSent) return void response.destroy();
    answerFault(request, response, { status: 500, fault: toFault(error, { requestId, onDefect }) });
  } finally {
    await context
      ?.end()
      .catch((error: unknown) => endpoint.log.warn({ err: error, requestId }, "a unit of work ended badly"));
  }
}

async function readBody(request: IncomingMessage, largest: number | undefined): Promise<unknown> {
  if (request.method === "GET") return void checkSearch(request);
  const type = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new BadBody(type === undefined ? 400 : 415, "BAD_REQUEST", "Send application/json.");
  return readJsonBody(request, largest ?? LARGEST_BODY);
}

function graphqlRequest(request: IncomingMessage, body: unknown): GraphqlRequest {
  const given = request.method === "GET" ? Object.fromEntries(searchOf(request)) : body;
  const { query, operationName, variables } = (typeof given === "object" && given !== null ? given : {}) as Record<
    string,
    unknown
  >;
  return {
    query: typeof query === "string" ? query : "",
    operationName: typeof operationName === "string" ? operationName : undefined,
    variables: typeof variables === "object" && variables !== null ? (variables as Record<string, unknown>) : {},
  };
}

/** What comes in the address is held to the same as a body. */
function checkSearch(request: IncomingMessage): void {
  const given = [...searchOf(request).values()];
  if (holdsUnstorable(given, given.join(" "))) {
    throw new BadBody(400, "BAD_USER_INPUT", "The address holds NUL or broken characters.");
  }
}

function searchOf(request: IncomingMessage): URLSearchParams {
  const at = request.url?.indexOf("?") ?? -1;
  return new URLSearchParams(at < 0 ? "" : request.url?.slice(at));
}

interface Execution {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: unknown;
  readonly context: OpenContext;
}

async function execute(
  server: ApolloServer<OpenContext>,
  { request, response, body, context }: Execution,
): Promise<void> {
  const at = request.url?.indexOf("?") ?? -1;
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? "GET",
      headers: headersOf(request),
      search: at < 0 ? "" : (request.url?.slice(at) ?? ""),
      body,
    },
    context: () => Promise.resolve(context),
  });
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  if (answer.body.kind === "complete") return void response.end(answer.body.string);
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

/** Whoever accepts one of these is answered with `application/json`, like whoever says nothing. */
const ANY_JSON: ReadonlySet<string | undefined> = new Set([undefined, "*/*", "application/json"]);

/**
 * The headers that Apollo Server looks at, and no more, because copying and weighing them costs as much as reading the
 * body. That a POST brings JSON, which no form of another site can send, was seen before.
 */
function headersOf({ method, headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  if (!ANY_JSON.has(headers.accept)) map.set("accept", headers.accept ?? "");
  if (method === "POST") {
    map.set(NO_FORM, "true");
    return map;
  }
  for (const name of ["content-type", NO_FORM, "x-apollo-operation-name"]) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}

const NO_FORM = "apollo-require-preflight";
