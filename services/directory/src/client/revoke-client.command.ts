import type { Actor, Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "../organization/manageable.js";
import { refuseStale } from "../version/stale-version.js";
import { refuseRevoked, type ApiClient, type ClientId } from "./client.js";
import { anyClientHeld } from "./client.query.js";
import { markRevokedClient } from "./client.repository.js";

export interface RevokeClient {
  readonly clientId: ClientId;
  readonly expectedVersion?: number | undefined;
}

/** Ends a program for good, from this instant on; `undefined` when the actor manages no such program. */
export async function revokeClient(
  uow: UnitOfWork,
  { clientId, expectedVersion }: RevokeClient,
  actor: Actor,
): Promise<ApiClient | Refusal | undefined> {
  const client = await anyClientHeld(uow, clientId);
  if (client === undefined || !isManageable(uow.scope.reach, client.organizationId)) return undefined;
  return (
    refuseRevoked(client) ??
    refuseStale(expectedVersion, client.version) ??
    (await markRevokedClient(uow, client, actor))
  );
}
