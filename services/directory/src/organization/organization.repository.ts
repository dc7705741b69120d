import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, OrganizationId } from "@hearken/kernel";
import { bumpAccessVersion, bumpRulesVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "./organization-stream.js";
import type { Organization } from "./organization.js";
import { organizationTable } from "./organization.table.js";

const depthOfOrganization = statement(
  "directory.depth_of_organization",
  `select coalesce(max(distance), 0) as depth from directory.organization_ancestry where tenant_id = $1 and organization_id = $2`,
);

const growTree = statement(
  "directory.grow_tree",
  `insert into directory.organization_ancestry (tenant_id, organization_id, ancestor_id, distance)
   select $1::uuid, $2::uuid, $2::uuid, 0
   union all
   select a.tenant_id, $2::uuid, a.ancestor_id, a.distance + 1
   from directory.organization_ancestry a where a.tenant_id = $1 and a.organization_id = $3`,
);

/** How many steps below headquarters. */
export async function depthOf(uow: UnitOfWork, id: OrganizationId): Promise<number> {
  const row = await uow.one<{ depth: number }>(depthOfOrganization, [uow.scope.tenantId, id]);
  return row?.depth ?? 0;
}

/** The row, its place in the tree and the fact. What ancestors may see and go by now covers it too. */
export async function insertOrganization(uow: UnitOfWork, organization: Organization, actor: Actor): Promise<void> {
  const { id, kind, parentId } = organization;
  await uow.manager.insert(organizationTable, organization);
  await uow.run(growTree, [uow.scope.tenantId, id, parentId]);
  await bumpAccessVersion(uow);
  await bumpRulesVersion(uow);
  await append(uow, {
    stream: organizationStream(id),
    expected: "new",
    events: [event("organization.added", { organizationId: id, kind, ...(parentId === null ? {} : { parentId }) })],
    actor,
  });
}
