import { mergeTogether } from "@hearken/graphql-kit";
import type { StaffId, TenantId } from "@hearken/kernel";
import type { Database } from "@hearken/postgres";
import { execute, parse, validate } from "graphql";
import { openDoor } from "../door.js";
import { openPrincipals } from "../identity/principals.js";
import { openKeyring } from "../keyring/keyring.js";
import { temporaryMasterKeys } from "../keyring/master-keys.js";
import { openRulebook } from "../rulebook.js";
import type { Platform, Service } from "../service.js";

/** Someone who asks the service, as the directory knows them at that moment. */
export interface Asker {
  readonly tenantId: TenantId;
  readonly staffId: StaffId;
}

/** What came back: the data, and the codes of the errors. */
export interface Answer {
  readonly data: Record<string, unknown>;
  readonly codes: readonly unknown[];
}

export type Ask = (asker: Asker, document: string, variables?: Record<string, unknown>) => Promise<Answer>;

/** For specifications of a service: asks it without a server in between, as whoever the directory knows at that moment. */
export function asking(database: Database, service: Service, keyring = openKeyring(temporaryMasterKeys())): Ask {
  const schema = mergeTogether([service.subgraph]);
  const silent = new Proxy({}, { get: () => () => undefined }) as Platform["log"];
  const platform: Platform = { database, log: silent, rulebook: openRulebook(), keyring, clauses: () => undefined };
  const door = openDoor({ platform, services: [service], verify: () => Promise.resolve(undefined) });
  const principals = openPrincipals(database);
  return async ({ tenantId, staffId }, document, variables = {}) => {
    const identity = { tenantId, subject: staffId, expiresAt: Number.MAX_SAFE_INTEGER };
    const principal = await principals.of(identity);
    const guest = principal === undefined ? undefined : { identity, principal };
    const context = door.contextOf(guest, { language: "en", requestId: "specification" });
    const parsed = parse(document);
    const wrong = validate(schema, parsed);
    if (wrong.length > 0) throw new Error(wrong.map((error) => error.message).join("\n"));
    try {
      const result = await execute({
        schema,
        document: parsed,
        contextValue: context,
        variableValues: variables,
      });
      for (const error of result.errors ?? []) {
        if (error.extensions["code"] === undefined && error.originalError !== undefined) throw error.originalError;
      }
      return {
        data: JSON.parse(JSON.stringify(result.data ?? {})) as Record<string, unknown>,
        codes: (result.errors ?? []).map((error) => error.extensions["code"]),
      };
    } finally {
      await context.end();
    }
  };
}
