import { openGateway, type GatewayOptions } from "@hearken/gateway";
import { listeningWake, openTail, startRelay } from "@hearken/journal";
import {
  openMasterKeys,
  openPlatform,
  startBackground,
  stopAll,
  tokenVerifier,
  type DatabaseAccess,
  type HouseIssuer,
  type KeySet,
  type Logger,
  type Platform,
  type Service,
  type Stoppable,
} from "@hearken/service-kit";
import { services } from "./house.js";
import { migrationSets } from "./migrations.js";

export interface HouseOptions {
  readonly database: DatabaseAccess;
  /** 0: any free one. */
  readonly port: number;
  readonly host?: string;
  readonly keys: KeySet;
  readonly issuer: string;
  readonly audience: string;
  /** Gives programs their tokens; absent: nobody does. */
  readonly programs?: HouseIssuer;
  /** Files of the master keys, under which personal data is sealed: the first wraps. */
  readonly masterKeyFiles: readonly string[];
  /** The development issuer's public keys, served by the gateway. */
  readonly jwks?: string;
  readonly log: Logger;
  readonly limits?: GatewayOptions["limits"];
  /** Whether consumers, workers and the relay run by themselves (the default), or are run by hand, as tests do. */
  readonly isRunning?: boolean;
}

/** A house that answers. */
export interface House extends Stoppable {
  /** `http://localhost:4000/graphql`. */
  readonly url: string;
  readonly port: number;
  readonly platform: Platform;
  readonly services: readonly Service[];
}

/** Opens the whole house in this process: one schema, one pool, one unit of work a request. */
export async function openTogether(options: HouseOptions): Promise<House> {
  const { log, keys, issuer, audience, programs } = options;
  const parts = services();
  const masterKeys = await openMasterKeys(options.masterKeyFiles);
  const platform = await openPlatform({ database: options.database, services: parts, log, masterKeys });
  const { database } = platform;
  const wake = listeningWake(database);
  const tail = openTail(database, { wake, log });
  const started: Stoppable[] = [
    { stop: () => database.close() },
    { stop: () => wake.close() },
    { stop: () => tail.close() },
  ];
  const gateway = await openGateway({
    mode: "together",
    services: parts,
    platform,
    tail,
    verify: tokenVerifier({ keys, issuer, audience, also: programs === undefined ? [] : [programs.trusted] }),
    programs,
    port: options.port,
    host: options.host ?? "127.0.0.1",
    migrations: migrationSets(),
    jwks: options.jwks,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  }).catch(async (error: unknown) => {
    await stopAll(started, log);
    throw error;
  });
  if (options.isRunning !== false) started.push(startRelay(database, { log }), startBackground(platform, parts));
  started.push(gateway);
  return {
    url: gateway.url,
    port: gateway.port,
    platform,
    services: parts,
    stop: async () => {
      await stopAll(started, log);
    },
  };
}
