import type { Instant, OrganizationId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Grant } from "../grant/grant.js";
import type { ApiClient, ClientId, ClientSecret } from "./client.js";

const COLUMNS = `c.tenant_id as "tenantId", c.id, c.organization_id as "organizationId", c.label, c.bound_to as "boundTo", c.added_at as "addedAt",
  c.version, c.revoked_at as "revokedAt"`;
const SECRET = `s.tenant_id as "tenantId", s.id, s.organization_id as "organizationId", s.client_id as "clientId", s.prefix, s.salt, s.hash,
  s.created_at as "createdAt", s.ends_at as "endsAt"`;

const clientsByIdStatement = statement(
  "directory.clients_by_id",
  `select ${COLUMNS} from directory.api_client c where c.tenant_id = $1 and c.id = any ($2::uuid[])`,
);

const lockedClient = statement(
  "directory.locked_client",
  `select ${COLUMNS} from directory.api_client c where c.tenant_id = $1 and c.id = $2 for update`,
);

const pageOfClientsStatement = statement(
  "directory.page_of_clients",
  `select ${COLUMNS} from directory.api_client c
   where c.tenant_id = $1 and ($2::uuid[] is null or c.organization_id = any ($2))
     and ($3::uuid is null or c.organization_id = $3) and ($4::uuid is null or c.id > $4)
   order by c.id limit $5`,
);

const secretsOfClientsStatement = statement(
  "directory.secrets_of_clients",
  `select ${SECRET} from directory.client_secret s
   where s.tenant_id = $1 and s.client_id = any ($2::uuid[]) and (s.ends_at is null or s.ends_at > $3::timestamptz)
   order by s.created_at desc, s.id desc`,
);

const usesOfClientsStatement = statement(
  "directory.uses_of_clients",
  `select u.client_id as id, u.last_used_at as "lastUsedAt" from directory.client_use u
   where u.tenant_id = $1 and u.client_id = any ($2::uuid[])`,
);

const grantsOfClientsStatement = statement(
  "directory.grants_of_clients",
  `select g.tenant_id as "tenantId", g.id, g.organization_id as "organizationId", g.project_id as "projectId", g.staff_id as "staffId",
     g.client_id as "clientId", g.role, g.from_at as "fromAt", g.to_at as "toAt", g.revoked_at as "revokedAt", g.given_at as "givenAt", g.version
   from directory.role_grant g
   where g.tenant_id = $1 and g.holder_id = any ($2::uuid[]) and g.client_id is not null
     and g.revoked_at is null and (g.to_at is null or g.to_at > $3::timestamptz)
   order by g.id`,
);

export async function clientsById(uow: UnitOfWork, ids: readonly ClientId[]): Promise<ApiClient[]> {
  return uow.rows<ApiClient>(clientsByIdStatement, [uow.scope.tenantId, ids]);
}

/** Held until the unit of work ends, also when it is revoked. */
export async function anyClientHeld(uow: UnitOfWork, id: ClientId): Promise<ApiClient | undefined> {
  return uow.one<ApiClient>(lockedClient, [uow.scope.tenantId, id]);
}

/** Held until the unit of work ends; `undefined` for one that is revoked. */
export async function clientHeld(uow: UnitOfWork, id: ClientId): Promise<ApiClient | undefined> {
  const client = await anyClientHeld(uow, id);
  return client?.revokedAt === null ? client : undefined;
}

export interface ClientsAsked {
  readonly organizationId: OrganizationId | null;
  readonly after: ClientId | null;
  readonly limit: number;
}

/** In the order in which they were made, revoked ones too; a reach over projects sees none. */
export async function pageOfClients(uow: UnitOfWork, asked: ClientsAsked): Promise<ApiClient[]> {
  const { tenantId, reach } = uow.scope;
  const within = reach.kind === "tenant" ? null : reach.kind === "organizations" ? reach.organizationIds : [];
  return uow.rows<ApiClient>(pageOfClientsStatement, [
    tenantId,
    within,
    asked.organizationId,
    asked.after,
    asked.limit,
  ]);
}

/** The secrets that count now, the latest first. */
export async function secretsOfClients(uow: UnitOfWork, ids: readonly ClientId[]): Promise<ClientSecret[]> {
  return uow.rows<ClientSecret>(secretsOfClientsStatement, [uow.scope.tenantId, ids, new Date(uow.now)]);
}

export interface ClientUse {
  readonly id: ClientId;
  readonly lastUsedAt: Instant;
}

export async function usesOfClients(uow: UnitOfWork, ids: readonly ClientId[]): Promise<ClientUse[]> {
  return uow.rows<ClientUse>(usesOfClientsStatement, [uow.scope.tenantId, ids]);
}

/** What was granted to them and holds now or will, as far as the unit of work sees it. */
export async function grantsOfClients(uow: UnitOfWork, ids: readonly ClientId[]): Promise<Grant[]> {
  return uow.rows<Grant>(grantsOfClientsStatement, [uow.scope.tenantId, ids, new Date(uow.now)]);
}
