import { event, type NewEvent } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, Instant } from "@hearken/kernel";
import { bumpAccessVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { ApiClient, ClientSecret } from "./client.js";
import { apiClientTable, clientSecretTable } from "./client.table.js";

const endSecret = statement(
  "directory.end_secret_of_client",
  `update directory.client_secret set ends_at = $3::timestamptz where tenant_id = $1 and id = $2`,
);

const turnVersion = statement(
  "directory.turn_version_of_client",
  `update directory.api_client set version = version + 1 where tenant_id = $1 and id = $2`,
);

const revoke = statement(
  "directory.revoke_client",
  `update directory.api_client set revoked_at = $3::timestamptz, version = version + 1 where tenant_id = $1 and id = $2`,
);

const endSecrets = statement(
  "directory.end_secrets_of_client",
  `update directory.client_secret set ends_at = $3::timestamptz
   where tenant_id = $1 and client_id = $2 and (ends_at is null or ends_at > $3::timestamptz)`,
);

export async function insertClient(
  uow: UnitOfWork,
  made: { readonly client: ApiClient; readonly secret: ClientSecret },
  actor: Actor,
): Promise<void> {
  const { client, secret } = made;
  await uow.manager.insert(apiClientTable, client);
  await uow.manager.insert(clientSecretTable, secret);
  await tell(uow, client, { event: event("client.added", { clientId: client.id }), actor });
}

export interface Rotation {
  readonly client: ApiClient;
  readonly secret: ClientSecret;
  /** When those before it end. */
  readonly ends: ReadonlyMap<ClientSecret["id"], Instant>;
}

/** The program as it is with its new secret. */
export async function replaceSecret(
  uow: UnitOfWork,
  { client, secret, ends }: Rotation,
  actor: Actor,
): Promise<ApiClient> {
  for (const [id, endsAt] of ends) await uow.run(endSecret, [client.tenantId, id, new Date(endsAt)]);
  await uow.manager.insert(clientSecretTable, secret);
  await uow.run(turnVersion, [client.tenantId, client.id]);
  await tell(uow, client, { event: event("client.secret_rotated", { clientId: client.id }), actor });
  return { ...client, version: client.version + 1 };
}

/** The program as it is after it was revoked now: its secrets end, and tokens that it has are worth nothing. */
export async function markRevokedClient(uow: UnitOfWork, client: ApiClient, actor: Actor): Promise<ApiClient> {
  const now = new Date(uow.now);
  await uow.run(revoke, [client.tenantId, client.id, now]);
  await uow.run(endSecrets, [client.tenantId, client.id, now]);
  await bumpAccessVersion(uow);
  await tell(uow, client, { event: event("client.revoked", { clientId: client.id }), actor });
  return { ...client, revokedAt: uow.now, version: client.version + 1 };
}

async function tell(
  uow: UnitOfWork,
  { organizationId }: ApiClient,
  told: { readonly event: NewEvent; readonly actor: Actor },
): Promise<void> {
  const stream = organizationStream(organizationId);
  await append(uow, { stream, expected: "any", events: [told.event], actor: told.actor });
}
