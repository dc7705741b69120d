import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import { bumpAccessVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Delegation } from "./delegation.js";
import { delegationTable } from "./delegation.table.js";

const end = statement(
  "directory.end_delegation",
  `update directory.delegation set ended_at = $3::timestamptz, version = version + 1 where tenant_id = $1 and id = $2`,
);

/**
 * Changes of access in one tenant take turns from here to the end of the unit: two delegations cannot close a circle
 * between them, each without seeing the other.
 */
export async function takeTurns(uow: UnitOfWork): Promise<void> {
  await bumpAccessVersion(uow);
}

export async function insertDelegation(uow: UnitOfWork, delegation: Delegation, actor: Actor): Promise<void> {
  const { id, organizationId, delegatorId, delegateId, posts, grantIds, fromAt, toAt } = delegation;
  await uow.manager.insert(delegationTable, {
    ...delegation,
    posts: [...posts],
    grantIds: [...grantIds],
  });
  await append(uow, {
    stream: organizationStream(organizationId),
    expected: "any",
    events: [
      event("delegation.given", {
        delegationId: id,
        delegatorId,
        delegateId,
        from: fromAt,
        to: toAt,
        ...(posts.length === 0 ? {} : { posts: [...posts] }),
        ...(grantIds.length === 0 ? {} : { grantIds: [...grantIds] }),
      }),
    ],
    actor,
  });
}

/** The delegation as it is after it was ended now. */
export async function markEnded(uow: UnitOfWork, delegation: Delegation, actor: Actor): Promise<Delegation> {
  await uow.run(end, [delegation.tenantId, delegation.id, new Date(uow.now)]);
  await bumpAccessVersion(uow);
  await append(uow, {
    stream: organizationStream(delegation.organizationId),
    expected: "any",
    events: [event("delegation.ended", { delegationId: delegation.id })],
    actor,
  });
  return { ...delegation, endedAt: uow.now, version: delegation.version + 1 };
}
