import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { Door } from "./door.js";
import { compiledExecutor } from "./execution/compiled-executor.js";
import { graphOf } from "./execution/graph.js";
import { answerHealth, type Readiness } from "./health.js";
import { apolloServer } from "./http/apollo.js";
import { answerError } from "./http/answer.js";
import { answerGraphql, type GraphqlEndpoint } from "./http/graphql-endpoint.js";
import { boundSlowClients, drain } from "./http/connections.js";
import type { Platform, Service, Stoppable } from "./service.js";

export interface SubgraphServer extends Stoppable {
  readonly port: number;
}

export interface ServeSubgraphOptions {
  readonly service: Service;
  readonly platform: Platform;
  readonly door: Door;
  readonly readiness: Readiness;
  /** 0: any free one. */
  readonly port: number;
  readonly host?: string;
}

/** What the gateway sends in one request can be larger than what a client may: references of a whole page. */
const LARGEST_BODY = 4 * 1024 * 1024;

/** Serves one service as a federated subgraph: `/graphql`, `/livez`, `/readyz`. Its consumers and workers are started elsewhere. */
export async function serveSubgraph(options: ServeSubgraphOptions): Promise<SubgraphServer> {
  const { service, platform, door, readiness } = options;
  const { log } = platform;
  const { typeDefs, resolvers } = service.subgraph;
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  const server = apolloServer({ gateway: graphOf({ schema, execute: compiledExecutor(schema), log }) }, log);
  server.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();
  const endpoint = {
    server,
    log,
    largestBody: LARGEST_BODY,
    enter: (headers, requestId) => door.enter(headers, requestId),
  } satisfies GraphqlEndpoint;
  const http = createServer((request, response) => {
    void (async () => {
      if (await answerHealth(request, response, readiness)) return;
      if (request.url?.split("?", 1)[0] === "/graphql") await answerGraphql(endpoint, request, response);
      else answerError(request, response, { status: 404, code: "NOT_FOUND", message: "There is nothing here." });
    })();
  });
  boundSlowClients(http);
  await listening(http, options);
  return {
    port: (http.address() as AddressInfo).port,
    stop: async () => {
      await drain(http);
      await server.stop();
    },
  };
}

function listening(http: Server, { port, host }: Pick<ServeSubgraphOptions, "port" | "host">): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host ?? "0.0.0.0", () => {
      http.off("error", reject);
      resolve();
    });
  });
}
