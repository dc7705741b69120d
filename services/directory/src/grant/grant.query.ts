import type { GrantId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Grant } from "./grant.js";

const COLUMNS = `g.tenant_id as "tenantId", g.id, g.organization_id as "organizationId", g.project_id as "projectId", g.staff_id as "staffId",
  g.client_id as "clientId", g.role, g.from_at as "fromAt", g.to_at as "toAt", g.revoked_at as "revokedAt", g.given_at as "givenAt", g.version`;

const grantsByIdStatement = statement(
  "directory.grants_by_id",
  `select ${COLUMNS} from directory.role_grant g where g.tenant_id = $1 and g.id = any ($2::uuid[])`,
);

const lockedGrant = statement(
  "directory.locked_grant",
  `select ${COLUMNS} from directory.role_grant g where g.tenant_id = $1 and g.id = $2 for update`,
);

const grantsOfHolderStatement = statement(
  "directory.grants_of_holder",
  `select ${COLUMNS} from directory.role_grant g
   where g.tenant_id = $1 and g.holder_id = $2 and g.revoked_at is null and (g.to_at is null or g.to_at > $3::timestamptz)`,
);

const pageOfGrantsStatement = statement(
  "directory.page_of_grants",
  `select ${COLUMNS} from directory.role_grant g
   where g.tenant_id = $1 and ($2::uuid[] is null or g.organization_id = any ($2)) and ($3::uuid is null or g.id > $3)
   order by g.id limit $4`,
);

export async function grantsById(uow: UnitOfWork, ids: readonly GrantId[]): Promise<Grant[]> {
  return uow.rows<Grant>(grantsByIdStatement, [uow.scope.tenantId, ids]);
}

/** Held until the unit of work ends. */
export async function grantHeld(uow: UnitOfWork, id: GrantId): Promise<Grant | undefined> {
  return uow.one<Grant>(lockedGrant, [uow.scope.tenantId, id]);
}

/** Those that hold now or will, as far as the unit of work sees them. */
export async function grantsOfHolder(uow: UnitOfWork, holderId: string): Promise<Grant[]> {
  return uow.rows<Grant>(grantsOfHolderStatement, [uow.scope.tenantId, holderId, new Date(uow.now)]);
}

/** In the order in which they were given; revoked and ended ones too. A reach over projects sees none. */
export async function pageOfGrants(uow: UnitOfWork, after: GrantId | null, limit: number): Promise<Grant[]> {
  const { tenantId, reach } = uow.scope;
  const within = reach.kind === "tenant" ? null : reach.kind === "organizations" ? reach.organizationIds : [];
  return uow.rows<Grant>(pageOfGrantsStatement, [tenantId, within, after, limit]);
}
