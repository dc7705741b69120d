import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { fault, toFault } from "@hearken/graphql-kit";
import { preferredLanguage } from "@hearken/kernel";
import type { Database } from "@hearken/postgres";
import type { Guest, Stoppable } from "@hearken/service-kit";
import { getOperationAST, GraphQLError, Kind, validate, type DocumentNode, type ExecutionArgs } from "graphql";
import { handleProtocols, makeServer, type Context, type SubscribePayload } from "graphql-ws";
import { WebSocketServer, type WebSocket } from "ws";
import type { Gate } from "../limit/gate.js";
import { watchAccess } from "./access-watch.job.js";
import { CLOSE } from "./close-code.js";
import { deliver, type DeliveryPlatform } from "./delivery.js";
import { guardSocket } from "./guard.js";
import { Session } from "./session.js";
import type { SocketLimits } from "./socket-limit.js";

export interface SocketServerOptions {
  readonly platform: DeliveryPlatform;
  readonly database: Database;
  readonly gate: Gate;
  readonly limits: SocketLimits;
}

export interface SocketServer extends Stoppable {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Subscriptions over graphql-transport-ws. Queries and mutations belong on HTTP. */
export function openSocketServer(options: SocketServerOptions): SocketServer {
  const { platform, limits } = options;
  const sessions = new Set<Session>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const protocol = makeServer<Context["connectionParams"], Session>({
    connectionInitWaitTimeout: limits.initWithin,
    onConnect: (context) => admit(options, context),
    onSubscribe: (context, _id, payload) => prepare(options, context, payload),
    subscribe: (args) => (args.contextValue as Prepared).start(),
    onError: (_context, _id, _payload, errors) => errors.map((error) => presentableError(platform, error).toJSON()),
  });
  const watch = watchAccess({
    database: options.database,
    door: platform.door,
    sessions,
    log: platform.log,
    every: limits.accessEvery,
  });

  server.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    const session = new Session(socket);
    session.language = preferredLanguage(request.headers["accept-language"]);
    session.authorization = request.headers.authorization;
    sessions.add(session);
    const guarded = guardSocket(session, limits, platform.log);
    const closed = protocol.opened(guarded, session);
    socket.once("close", (code: number, reason: Buffer) => {
      sessions.delete(session);
      session.dispose();
      closed(code, reason.toString()).catch((error: unknown) =>
        platform.log.warn({ err: error }, "a socket ended badly"),
      );
    });
  });

  return {
    upgrade(request, socket, head) {
      if (sessions.size >= limits.sockets) {
        socket.end("HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => server.emit("connection", opened, request));
    },
    stop: async () => {
      await watch.stop();
      for (const session of sessions) session.close(CLOSE.goingAway, "The server goes away: come back in a moment.");
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Whoever sends a token is known from then on; without one the explorer may connect, but not subscribe. */
async function admit(
  { platform }: SocketServerOptions,
  { extra: session, connectionParams }: Context<Context["connectionParams"], Session>,
): Promise<boolean> {
  const authorization = authorizationIn(connectionParams) ?? session.authorization;
  if (typeof connectionParams?.["acceptLanguage"] === "string")
    session.language = preferredLanguage(connectionParams["acceptLanguage"]);
  try {
    const guest = await platform.door.identify(authorization);
    if (guest !== undefined && authorization !== undefined) session.admit(guest, authorization);
    return true;
  } catch (error) {
    const shown = presentableError(platform, error);
    if (shown.extensions["code"] === "UNAUTHENTICATED") return false;
    session.close(CLOSE.tryAgainLater, "Please try again.");
    return true;
  }
}

function authorizationIn(params: unknown): string | undefined {
  if (typeof params !== "object" || params === null) return undefined;
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string" && name.toLowerCase() === "authorization") return value;
    if (name === "headers") return authorizationIn(value);
  }
  return undefined;
}

/** What an accepted subscription carries into `subscribe`. */
interface Prepared {
  readonly start: () => ReturnType<typeof deliver>;
}

const valid = new WeakSet<DocumentNode>();

async function prepare(
  { platform, gate, limits }: SocketServerOptions,
  context: Context<Context["connectionParams"], Session>,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const session = context.extra;
  if (Object.keys(context.subscriptions).length > limits.subscriptionsPerSocket) {
    session.close(CLOSE.tooMany, `At most ${limits.subscriptionsPerSocket} subscriptions a socket.`);
    return [fault("BAD_REQUEST", "Too many subscriptions.")];
  }
  if ((await guestOf(platform, session, payload)) === undefined) {
    session.close(CLOSE.unauthorized, "Unauthorized");
    return [fault("UNAUTHENTICATED", "Sign in first.")];
  }
  const variables = payload.variables ?? {};
  const operationName = payload.operationName ?? undefined;
  const verdict = gate.check({ query: payload.query, operationName, variables });
  if ("refused" in verdict) return [verdict.refused];
  const { document } = verdict;
  const errors = valid.has(document) ? [] : validate(platform.schema, document, undefined, { maxErrors: 1 });
  if (errors.length > 0) return errors.map((error) => fault("GRAPHQL_VALIDATION_FAILED", error.message));
  valid.add(document);
  const operation = getOperationAST(document, operationName);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== "subscription") {
    return [fault("BAD_REQUEST", "Only subscriptions come over the socket; use HTTP for everything else.")];
  }
  const prepared: Prepared = {
    start: () => deliver(platform, { session, requestId: randomUUID(), document, operation, operationName, variables }),
  };
  return {
    schema: platform.schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: prepared,
    rootValue: undefined,
  };
}

/** The explorer sends its headers with each operation rather than with the connection. */
async function guestOf(
  platform: DeliveryPlatform,
  session: Session,
  payload: SubscribePayload,
): Promise<Guest | undefined> {
  if (session.guest !== undefined) return session.guest;
  const authorization = authorizationIn(payload.extensions);
  const guest = await platform.door.identify(authorization).catch(() => undefined);
  if (guest !== undefined && authorization !== undefined) session.admit(guest, authorization);
  return guest;
}

function presentableError(platform: DeliveryPlatform, error: unknown): GraphQLError {
  const requestId = randomUUID();
  return toFault(error, {
    requestId,
    onDefect: (defect) => platform.log.error({ err: defect, requestId }, "a socket failed"),
  });
}
