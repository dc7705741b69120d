import { openDatabase } from "@hearken/postgres";
import type { Logger } from "pino";
import { openRulebook, registeredClauses } from "./rulebook.js";
import type { Platform, Service } from "./service.js";

/** Where the database is: one URL that may take the house's roles, or a login for each role. */
export interface DatabaseAccess {
  readonly url: string;
  /** Logs in as `hearken_app`. */
  readonly appUrl?: string | undefined;
  /** Logs in as `hearken_relay`. */
  readonly relayUrl?: string | undefined;
  readonly poolSize?: number | undefined;
}

export interface PlatformOptions {
  readonly database: DatabaseAccess;
  readonly services: readonly Service[];
  readonly log: Logger;
  readonly applicationName?: string;
}

/** Opens what services stand on. The database may be away: whoever needs it tries again. */
export async function openPlatform({ database, services, log, applicationName }: PlatformOptions): Promise<Platform> {
  const { url, appUrl, relayUrl, poolSize } = database;
  return {
    database: await openDatabase({
      url,
      entities: services.flatMap(({ entities }) => entities),
      ...(appUrl === undefined ? {} : { appUrl }),
      ...(relayUrl === undefined ? {} : { relayUrl }),
      ...(poolSize === undefined ? {} : { poolSize }),
      ...(applicationName === undefined ? {} : { applicationName }),
    }),
    log,
    rulebook: openRulebook(),
    clauses: registeredClauses,
  };
}
