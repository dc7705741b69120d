import { openDatabase } from "@hearken/postgres";
import type { Logger } from "pino";
import { NO_KEYRING, openKeyring } from "./keyring/keyring.js";
import type { MasterKeys } from "./keyring/master-keys.js";
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
  /** Under which the keys of tenants are; absent: this process opens nothing that is sealed. */
  readonly masterKeys?: MasterKeys | undefined;
  readonly applicationName?: string;
}

/** Opens what services stand on. The database may be away: whoever needs it tries again. */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { database, services, log, masterKeys, applicationName } = options;
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
    keyring: masterKeys === undefined ? NO_KEYRING : openKeyring(masterKeys),
    clauses: registeredClauses,
  };
}
