import { newId, type Actor, type OrganizationId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { keepSecret, newSecret } from "@hearken/service-kit";
import { isManageable } from "../organization/manageable.js";
import { organizationOf } from "../organization/organization.query.js";
import type { ApiClient, ClientSecret } from "./client.js";
import { insertClient } from "./client.repository.js";

export interface CreateClient {
  readonly id?: ApiClient["id"];
  readonly organizationId: OrganizationId;
  readonly label: string;
  /** The actions that it is bound to for ever; absent: it may do all that is granted to it. */
  readonly boundTo?: readonly string[] | undefined;
}

/** A program, and its secret as nobody will see it again. */
export interface WithSecret {
  readonly client: ApiClient;
  readonly secretId: ClientSecret["id"];
  readonly secret: string;
}

/** A program with a first secret, without a grant; `undefined` when the actor manages no such organization. */
export async function createClient(
  uow: UnitOfWork,
  { id, organizationId, label, boundTo }: CreateClient,
  actor: Actor,
): Promise<WithSecret | undefined> {
  const organization = await organizationOf(uow, organizationId);
  if (organization === undefined || !isManageable(uow.scope.reach, organizationId)) return undefined;
  const client: ApiClient = {
    tenantId: uow.scope.tenantId,
    id: id ?? newId<"Client">(),
    organizationId,
    label,
    boundTo: boundTo ?? null,
    addedAt: uow.now,
    version: 1,
    revokedAt: null,
  };
  const { secret, kept } = secretOf(uow, client);
  await insertClient(uow, { client, secret: kept }, actor);
  return { client, secretId: kept.id, secret };
}

/** A new secret, and what is kept of it. */
export function secretOf(uow: UnitOfWork, client: ApiClient): { readonly secret: string; readonly kept: ClientSecret } {
  const secret = newSecret();
  const { tenantId, organizationId, id: clientId } = client;
  const place = { tenantId, id: newId<"ClientSecret">(), organizationId, clientId };
  return { secret, kept: { ...place, ...keepSecret(secret), createdAt: uow.now, endsAt: null } };
}
