import type { IncomingHttpHeaders } from "node:http";
import { openContext, unauthenticated, type OpenContext, type Principal } from "@hearken/graphql-kit";
import { preferredLanguage, type Language } from "@hearken/kernel";
import { openPrincipals } from "./identity/principals.js";
import { bearerToken, type Identity } from "./identity/token.js";
import type { VerifyToken } from "./identity/verify.js";
import type { Platform, Service } from "./service.js";

/** Somebody whose token holds and whom the directory knows. */
export interface Guest {
  readonly identity: Identity;
  readonly principal: Principal;
}

/** Where requests come in: who asks, and with what context they are answered. */
export interface Door {
  /** `undefined` without a header. Throws `UNAUTHENTICATED` for a token that does not hold or a stranger. */
  identify(authorization: string | undefined): Promise<Guest | undefined>;
  enter(headers: IncomingHttpHeaders, requestId: string): Promise<OpenContext>;
  /** A context for somebody already identified. */
  contextOf(
    guest: Guest | undefined,
    request: { language: Language; requestId: string; idempotencyKey?: string | undefined },
  ): OpenContext;
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
  const inContext = new Map(services.map((service) => [service.name, service.inContext(platform)]));

  const identify: Door["identify"] = async (authorization) => {
    const token = bearerToken(authorization);
    if (token === undefined) return undefined;
    const identity = token === null ? undefined : await verify(token);
    const principal = identity === undefined ? undefined : await principals.of(identity);
    if (identity === undefined || principal === undefined) throw unauthenticated();
    return { identity, principal };
  };

  const contextOf: Door["contextOf"] = (guest, request) =>
    openContext({
      principal: guest?.principal,
      reloadPrincipal: guest === undefined ? undefined : () => principals.reload(guest.identity),
      language: request.language,
      requestId: request.requestId,
      idempotencyKeyHeader: request.idempotencyKey,
      database: platform.database,
      rulebook: platform.rulebook,
      clauses: platform.clauses,
      services: inContext,
    });

  return {
    identify,
    contextOf,
    reload: (guest) => principals.reload(guest.identity),
    async enter(headers, requestId) {
      const guest = await identify(headers.authorization);
      const key = headers["idempotency-key"];
      return contextOf(guest, {
        language: preferredLanguage(headers["accept-language"]),
        requestId,
        idempotencyKey: typeof key === "string" ? key : undefined,
      });
    },
  };
}
