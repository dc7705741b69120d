import { listeningWake, openTail, startRelay } from "@hearken/journal";
import { openHouseIssuer, openKeySet, openLog, openPlatform, stopOnSignal, tokenVerifier } from "@hearken/service-kit";
import { gatewayEnvironment } from "./environment.js";
import { discoverSubgraphs } from "./graph/discover.js";
import { openGateway } from "./service.js";

/* The gateway as a process of its own, in front of services that run apart. */

const environment = gatewayEnvironment();
const { jwks, issuer, audience, limits, hasExplorer, port, host } = environment;
const log = openLog({ service: "gateway", level: environment.logLevel });
const platform = await openPlatform({
  database: environment.database,
  services: [],
  log,
  applicationName: "hearken gateway",
});
const { database } = platform;
const wake = listeningWake(database);
const tail = openTail(database, { wake, log });
const programs = environment.programs === undefined ? undefined : await openHouseIssuer(environment.programs);
const also = programs === undefined ? [] : [programs.trusted];
const verify = tokenVerifier({ keys: openKeySet({ location: jwks }), issuer, audience, also });
const subgraphs = await discoverSubgraphs({ subgraphs: environment.subgraphs, log });
const gateway = await openGateway({
  mode: "apart",
  subgraphs,
  platform,
  tail,
  verify,
  programs,
  port,
  host,
  limits,
  hasExplorer,
});
log.info({ port: gateway.port }, "serving");
stopOnSignal(
  [
    { stop: () => database.close() },
    { stop: () => wake.close() },
    { stop: () => tail.close() },
    startRelay(database, { log }),
    gateway,
  ],
  log,
);
