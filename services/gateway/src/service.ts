import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Tail } from "@hearken/journal";
import type { MigrationSet } from "@hearken/postgres";
import {
  apolloServer,
  boundSlowClients,
  drain,
  graphOf,
  openDoor,
  readinessOf,
  type HouseIssuer,
  type Platform,
  type Service,
  type Stoppable,
  type VerifyToken,
} from "@hearken/service-kit";
import { openChangeFeed } from "./change/change-feed.job.js";
import { graphApart, type RemoteSubgraph } from "./graph/apart.js";
import { graphTogether, type Graph } from "./graph/together.js";
import { requestListener } from "./http/listener.js";
import { openAllowance } from "./limit/allowance.js";
import { openGate } from "./limit/gate.js";
import { DEFAULT_LIMITS, type Limits } from "./limit/limits.js";
import { openTokenEndpoint } from "./oauth/token-endpoint.js";
import { openUseNotes } from "./oauth/use-notes.job.js";
import { DEFAULT_SOCKET_LIMITS, type SocketLimits } from "./socket/socket-limit.js";
import { openSocketServer } from "./socket/socket-server.js";

export { gatewayEnvironment, type GatewayEnvironment } from "./environment.js";
export type { RemoteSubgraph } from "./graph/apart.js";
export { gatewaySubgraph } from "./graph/gateway.subgraph.js";
export { composeSupergraph } from "./graph/supergraph.js";
export { DEFAULT_LIMITS, type Limits } from "./limit/limits.js";
export { DEFAULT_SOCKET_LIMITS, type SocketLimits } from "./socket/socket-limit.js";

/** Where the graph behind the gateway is. */
export type Behind =
  | { readonly mode: "together"; readonly services: readonly Service[] }
  | { readonly mode: "apart"; readonly subgraphs: readonly RemoteSubgraph[] };

export type GatewayOptions = Behind & {
  readonly platform: Platform;
  /** The journal's tail that subscriptions follow. */
  readonly tail: Tail;
  readonly verify: VerifyToken;
  /** 0: any free one. */
  readonly port: number;
  readonly host?: string;
  /** Readiness demands that these are applied. */
  readonly migrations?: readonly MigrationSet[];
  /** Gives programs their tokens at `/oauth/token`; absent: there is no such address, and `verify` believes no such token. */
  readonly programs?: HouseIssuer | undefined;
  /** The development issuer's keys, served at `/.well-known/jwks.json` beside the house's; never given in production. */
  readonly jwks?: string | undefined;
  readonly hasExplorer?: boolean;
  readonly limits?: Limits;
  readonly socketLimits?: Partial<SocketLimits>;
  /** Tokens that one program gets a second. */
  readonly tokensPerSecond?: number;
};

export interface Gateway extends Stoppable {
  readonly port: number;
  readonly url: string;
  readonly graph: Graph;
}

/** Opens the only door of the house. Resolves when it listens; rejects when the services do not make one graph. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { platform } = options;
  const { log, database } = platform;
  const door = openDoor({
    platform,
    services: options.mode === "together" ? options.services : [],
    verify: options.verify,
  });
  const feed = openChangeFeed(options.tail);
  const graph =
    options.mode === "together"
      ? graphTogether(options.services.map(({ subgraph }) => subgraph))
      : graphApart(options.subgraphs, log);
  const limits = options.limits ?? DEFAULT_LIMITS;
  const gate = openGate(graph.schema, limits);
  const server = apolloServer({ gateway: graphOf({ ...graph, log, extensions: costOf(gate, limits) }) }, log);
  server.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();
  const sockets = openSocketServer({
    platform: { ...graph, door, feed, log },
    database,
    gate,
    limits: { ...DEFAULT_SOCKET_LIMITS, ...options.socketLimits },
  });
  const { programs } = options;
  const notes = programs === undefined ? undefined : openUseNotes({ database, log });
  const http = createServer(
    { maxHeaderSize: 32 * 1024 },
    requestListener({
      endpoint: {
        server,
        log,
        door,
        admission: { gate, allowance: openAllowance({ perSecond: limits.costPerSecond }) },
      },
      readiness: readinessOf({ database, migrations: migrationsOf(options) }),
      jwks: mergedKeys([options.jwks, programs?.jwks]),
      tokens:
        programs === undefined || notes === undefined
          ? undefined
          : openTokenEndpoint({ issuer: programs, database, notes, log, ...rateOf(options) }),
      hasExplorer: options.hasExplorer ?? true,
    }),
  );
  boundSlowClients(http);
  http.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    if (request.url?.split("?", 1)[0] === "/graphql") sockets.upgrade(request, socket, head);
    else socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
  });
  const port = await listening(http, options);
  return {
    port,
    url: `http://localhost:${port}/graphql`,
    graph,
    stop: async () => {
      const drained = drain(http);
      await sockets.stop();
      await drained;
      await notes?.stop();
      await server.stop();
    },
  };
}

function rateOf({ tokensPerSecond }: GatewayOptions): { readonly perSecond?: number } {
  return tokensPerSecond === undefined ? {} : { perSecond: tokensPerSecond };
}

/** One document of all keys; `undefined` when there is none. */
function mergedKeys(documents: readonly (string | undefined)[]): string | undefined {
  const given = documents.filter((one) => one !== undefined);
  if (given.length === 0) return undefined;
  return JSON.stringify({ keys: given.flatMap((one) => (JSON.parse(one) as { keys: unknown[] }).keys) });
}

function migrationsOf(options: GatewayOptions): readonly MigrationSet[] {
  if (options.migrations !== undefined || options.mode === "apart") return options.migrations ?? [];
  return options.services.map(({ name, migrations }) => ({ service: name, migrations }));
}

function costOf(
  gate: ReturnType<typeof openGate>,
  limits: Limits,
): NonNullable<Parameters<typeof graphOf>[0]["extensions"]> {
  return ({ document, operationName, variables }) => ({
    cost: { requested: gate.sizeOf(document, operationName, variables)?.cost ?? 0, maximum: limits.cost },
  });
}

function listening(http: Server, { port, host }: { readonly port: number; readonly host?: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host ?? "0.0.0.0", () => {
      http.off("error", reject);
      resolve((http.address() as AddressInfo).port);
    });
  });
}
