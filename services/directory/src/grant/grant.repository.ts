import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, OrganizationId } from "@hearken/kernel";
import { bumpAccessVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Grant } from "./grant.js";
import { grantTable } from "./grant.table.js";

const revoke = statement(
  "directory.revoke_grant",
  `update directory.role_grant set revoked_at = $3::timestamptz, version = version + 1 where tenant_id = $1 and id = $2`,
);

/** `home` is the holder's organization: its history tells of grants over the whole tenant. */
export async function insertGrant(
  uow: UnitOfWork,
  grant: Grant,
  told: { home: OrganizationId; actor: Actor },
): Promise<void> {
  const { id, organizationId, projectId, role, fromAt, toAt } = grant;
  const holderId = grant.staffId ?? grant.clientId;
  if (holderId === null) throw new Error("a grant that nobody holds");
  await uow.manager.insert(grantTable, grant);
  await bumpAccessVersion(uow);
  await append(uow, {
    stream: organizationStream(organizationId ?? told.home),
    expected: "any",
    events: [
      event("grant.given", {
        grantId: id,
        holderId,
        role,
        from: fromAt,
        ...(organizationId === null ? {} : { organizationId }),
        ...(projectId === null ? {} : { projectId }),
        ...(toAt === null ? {} : { to: toAt }),
      }),
    ],
    actor: told.actor,
  });
}

/** The grant as it is after it was taken back now. */
export async function markRevoked(
  uow: UnitOfWork,
  grant: Grant,
  told: { home: OrganizationId; actor: Actor },
): Promise<Grant> {
  await uow.run(revoke, [grant.tenantId, grant.id, new Date(uow.now)]);
  await bumpAccessVersion(uow);
  await append(uow, {
    stream: organizationStream(grant.organizationId ?? told.home),
    expected: "any",
    events: [event("grant.revoked", { grantId: grant.id })],
    actor: told.actor,
  });
  return { ...grant, revokedAt: uow.now, version: grant.version + 1 };
}
