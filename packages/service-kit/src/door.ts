import type { IncomingHttpHeaders } from "node:http";
import { openContext, unauthenticated, type OpenContext, type Principal } from "@hearken/graphql-kit";
import { preferredLanguage, type Language } from "@hearken/kernel";
import { openPrincipals } from "./identity/principals.js";
import { LOG } from "./refused-attempt.js";
import { bearerToken, type Identity } from "./identity/token.js";
import type { VerifyToken } from "./identity/verify.js";
import type { Platform, Service } from "./service.js";

/** Somebody whose token holds and whom the directory knows. */
export interface Guest {
  readonly identity: Identity;
  readonly principal: Principal;
}

/** What a context is made of beside who asks. */
export interface Entry {
  readonly language: Language;
  readonly requestId: string;
  readonly idempotencyKey?: string | undefined;
  /** Further things in reach of resolvers, beside what the services put there. */
  readonly services?: ReadonlyMap<string, unknown> | undefined;
}

/** Where requests come in: who asks, and with what context they are answered. */
export interface Door {
  /** `undefined` without a header. Throws `UNAUTHENTICATED` for a token that does not hold or a stranger. */
  identify(authorization: string | undefined): Promise<Guest | undefined>;
  /** The context of an HTTP request. Throws like `identify`. */
  enter(headers: IncomingHttpHeaders, requestId: string, services?: ReadonlyMap<string, unknown>): Promise<OpenContext>;
  /** A context for somebody already identified. */
  contextOf(guest: Guest | undefined, entry: Entry): OpenContext;
  /** The principal as the directory has them now; `undefined`: nobody any more. */
  reload(guest: Guest): Promise<Principal | undefined>;
}

export interface DoorOptions {
  readonly platform: Platform;
  readonly services: readonly Service[];
  readonly verify: VerifyToken;
}

export function openDoor({ platform, services, verify }: DoorOptions): Door {
  const principals = openPrincipals(platform.database);
  const inContext = new Map<string, unknown>([
    [LOG, platform.log],
    ...services.map((service) => [service.name, service.inContext(platform)] as const),
  ]);

  const identify: Door["identify"] = async (authorization) => {
    const token = bearerToken(authorization);
    if (token === undefined) return undefined;
    const identity = token === null ? undefined : await verify(token);
    const principal = identity === undefined ? undefined : await principals.of(identity);
    if (identity === undefined || principal === undefined) throw unauthenticated();
    return { identity, principal };
  };

  const contextOf: Door["contextOf"] = (guest, entry) =>
    openContext({
      principal: guest?.principal,
      reloadPrincipal: guest === undefined ? undefined : () => principals.reload(guest.identity),
      language: entry.language,
      requestId: entry.requestId,
      idempotencyKeyHeader: entry.idempotencyKey,
      database: platform.database,
      rulebook: platform.rulebook,
      keyring: platform.keyring,
      clauses: platform.clauses,
      services: entry.services === undefined ? inContext : new Map([...inContext, ...entry.services]),
    });

  return {
    identify,
    contextOf,
    reload: (guest) => principals.reload(guest.identity),
    async enter(headers, requestId, more) {
      const guest = await identify(headers.authorization);
      const key = headers["idempotency-key"];
      return contextOf(guest, {
        language: preferredLanguage(headers["accept-language"]),
        requestId,
        idempotencyKey: typeof key === "string" ? key : undefined,
        services: more,
      });
    },
  };
}
