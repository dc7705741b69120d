import type { Instant, StaffId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Delegation, DelegationId } from "./delegation.js";

const COLUMNS = `d.tenant_id as "tenantId", d.id, d.organization_id as "organizationId", d.delegator_id as "delegatorId",
  d.delegate_id as "delegateId", d.posts, d.grant_ids as "grantIds", d.from_at as "fromAt", d.to_at as "toAt",
  d.ended_at as "endedAt", d.given_at as "givenAt", d.version`;

const lockedDelegation = statement(
  "directory.locked_delegation",
  `select ${COLUMNS} from directory.delegation d where d.tenant_id = $1 and d.id = $2 for update`,
);

const standingStatement = statement(
  "directory.standing_delegations",
  `select ${COLUMNS} from directory.delegation d
   where d.tenant_id = $1 and d.ended_at is null and d.from_at < $3::timestamptz and d.to_at > $2::timestamptz`,
);

const delegationsOfStaffStatement = statement(
  "directory.delegations_of_staff",
  `select ${COLUMNS} from directory.delegation d
   where d.tenant_id = $1 and (d.delegator_id = $2 or d.delegate_id = $2) and d.ended_at is null and d.to_at > $3::timestamptz
   order by d.id`,
);

const pageOfDelegationsStatement = statement(
  "directory.page_of_delegations",
  `select ${COLUMNS} from directory.delegation d
   where d.tenant_id = $1 and ($2::uuid[] is null or d.organization_id = any ($2) or d.delegator_id = $3 or d.delegate_id = $3)
     and ($4::uuid is null or d.id > $4)
   order by d.id limit $5`,
);

/** Held until the unit of work ends. */
export async function delegationHeld(uow: UnitOfWork, id: DelegationId): Promise<Delegation | undefined> {
  return uow.one<Delegation>(lockedDelegation, [uow.scope.tenantId, id]);
}

/** All of the tenant that were not ended and have an instant in common with the span. */
export async function standingDelegations(uow: UnitOfWork, fromAt: Instant, toAt: Instant): Promise<Delegation[]> {
  return uow.rows<Delegation>(standingStatement, [uow.scope.tenantId, new Date(fromAt), new Date(toAt)]);
}

/** Those that a person gave or received and that hold now or will. */
export async function delegationsOfStaff(uow: UnitOfWork, staffId: StaffId): Promise<Delegation[]> {
  return uow.rows<Delegation>(delegationsOfStaffStatement, [uow.scope.tenantId, staffId, new Date(uow.now)]);
}

export interface DelegationsAsked {
  /** A person sees their own, wherever they reach. */
  readonly staffId: StaffId | null;
  readonly after: DelegationId | null;
  readonly limit: number;
}

/** In the order in which they were given; ended ones too. */
export async function pageOfDelegations(
  uow: UnitOfWork,
  { staffId, after, limit }: DelegationsAsked,
): Promise<Delegation[]> {
  const { tenantId, reach } = uow.scope;
  const within = reach.kind === "tenant" ? null : reach.kind === "organizations" ? reach.organizationIds : [];
  return uow.rows<Delegation>(pageOfDelegationsStatement, [tenantId, within, staffId, after, limit]);
}
