import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, OrganizationId } from "@hearken/kernel";
import { bumpAccessVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";

const find = statement(
  "directory.suspension_of_organization",
  `select organization_id from directory.suspension where tenant_id = $1 and organization_id = $2`,
);
const begin = statement(
  "directory.suspend_organization",
  `insert into directory.suspension (tenant_id, organization_id, suspended_at) values ($1, $2, $3::timestamptz)
   on conflict do nothing`,
);
const end = statement(
  "directory.resume_organization",
  `delete from directory.suspension where tenant_id = $1 and organization_id = $2`,
);

const turnVersion = statement(
  "directory.turn_version_of_organization",
  `update directory.organization set version = version + 1 where tenant_id = $1 and id = $2`,
);

export async function isSuspended(uow: UnitOfWork, organizationId: OrganizationId): Promise<boolean> {
  return (await uow.one(find, [uow.scope.tenantId, organizationId])) !== undefined;
}

/** Begins or ends it; whoever acts for the partner is looked at anew from here on. */
export async function setSuspended(
  uow: UnitOfWork,
  { organizationId, wanted }: { readonly organizationId: OrganizationId; readonly wanted: boolean },
  actor: Actor,
): Promise<void> {
  const place = [uow.scope.tenantId, organizationId];
  await (wanted ? uow.run(begin, [...place, new Date(uow.now)]) : uow.run(end, place));
  await uow.run(turnVersion, place);
  await bumpAccessVersion(uow);
  await append(uow, {
    stream: organizationStream(organizationId),
    expected: "any",
    events: [
      wanted ? event("organization.suspended", { organizationId }) : event("organization.resumed", { organizationId }),
    ],
    actor,
  });
}
