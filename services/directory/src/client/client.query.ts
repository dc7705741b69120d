import { statement, type UnitOfWork } from "@hearken/postgres";
import type { ApiClient, ClientId } from "./client.js";

const COLUMNS = `c.tenant_id as "tenantId", c.id, c.organization_id as "organizationId", c.label, c.added_at as "addedAt"`;

const clientsByIdStatement = statement(
  "directory.clients_by_id",
  `select ${COLUMNS} from directory.api_client c where c.tenant_id = $1 and c.id = any ($2::uuid[])`,
);

const lockedClient = statement(
  "directory.locked_client",
  `select ${COLUMNS} from directory.api_client c where c.tenant_id = $1 and c.id = $2 for update`,
);

export async function clientsById(uow: UnitOfWork, ids: readonly ClientId[]): Promise<ApiClient[]> {
  return uow.rows<ApiClient>(clientsByIdStatement, [uow.scope.tenantId, ids]);
}

/** Held until the unit of work ends. */
export async function clientHeld(uow: UnitOfWork, id: ClientId): Promise<ApiClient | undefined> {
  return uow.one<ApiClient>(lockedClient, [uow.scope.tenantId, id]);
}
