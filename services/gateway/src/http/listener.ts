import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ApolloServer } from "@apollo/server";
import type { OpenContext } from "@hearken/graphql-kit";
import { preferredLanguage } from "@hearken/kernel";
import {
  answerError,
  answerGraphql,
  answerHealth,
  type Door,
  type GraphqlEndpoint,
  type Logger,
  type Readiness,
} from "@hearken/service-kit";
import { FORWARDED, type Forwarded } from "../graph/forwarded.js";
import type { TokenEndpoint } from "../oauth/token-endpoint.js";
import { admit, type Admission } from "./admission.js";
import { EXPLORER_POLICY, explorerPage } from "./explorer.js";

export interface ListenerOptions {
  readonly endpoint: {
    readonly server: ApolloServer<OpenContext>;
    readonly log: Logger;
    readonly door: Door;
    readonly admission: Admission;
  };
  readonly readiness: Readiness;
  readonly jwks: string | undefined;
  /** Absent while the house signs no tokens: there is nothing at its address. */
  readonly tokens: TokenEndpoint | undefined;
  readonly hasExplorer: boolean;
}

/** Everything that comes in over HTTP. */
export function requestListener(options: ListenerOptions): RequestListener {
  const { server, log, door, admission } = options.endpoint;
  const endpoint: GraphqlEndpoint = {
    server,
    log,
    enter: (headers, requestId) => door.enter(headers, requestId, forwarding(headers, requestId)),
    admit: (request, context) => admit(admission, request, context),
  };
  return (request, response) => {
    route(options, endpoint, { request, response }).catch((error: unknown) => {
      log.error({ err: error }, "a request could not be answered");
      response.destroy();
    });
  };
}

async function route(
  options: ListenerOptions,
  endpoint: GraphqlEndpoint,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  response.setHeader("x-content-type-options", "nosniff");
  switch (request.url?.split("?", 1)[0]) {
    case "/graphql":
      if (options.hasExplorer && wantsExplorer(request)) return answerPage(response);
      return answerGraphql(endpoint, request, response);
    case "/":
      response.writeHead(302, { location: "/graphql" }).end();
      return;
    case "/livez":
    case "/readyz":
      await answerHealth(request, response, options.readiness);
      return;
    case "/.well-known/jwks.json":
      if (options.jwks === undefined) return nothingHere(request, response);
      response.writeHead(200, { "content-type": "application/json", "cache-control": "max-age=60" }).end(options.jwks);
      return;
    case "/oauth/token":
      return options.tokens === undefined ? nothingHere(request, response) : options.tokens(request, response);
    default:
      return nothingHere(request, response);
  }
}

function nothingHere(request: IncomingMessage, response: ServerResponse): void {
  answerError(request, response, { status: 404, code: "NOT_FOUND", message: "There is nothing here." });
}

function wantsExplorer(request: IncomingMessage): boolean {
  return (
    request.method === "GET" &&
    request.headers.accept?.includes("text/html") === true &&
    !/[?&]query=/.test(request.url ?? "")
  );
}

function answerPage(response: ServerResponse): void {
  response
    .writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": EXPLORER_POLICY,
      "referrer-policy": "no-referrer",
      "cache-control": "max-age=3600",
    })
    .end(explorerPage());
}

function forwarding(headers: IncomingMessage["headers"], requestId: string): ReadonlyMap<string, unknown> {
  const key = headers["idempotency-key"];
  const forwarded: Forwarded = {
    authorization: headers.authorization,
    language: preferredLanguage(headers["accept-language"]),
    requestId,
    idempotencyKey: typeof key === "string" ? key : undefined,
  };
  return new Map([[FORWARDED, forwarded]]);
}
