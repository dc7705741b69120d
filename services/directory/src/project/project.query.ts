import type { OrganizationId, ProjectId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Project } from "./project.js";

const COLUMNS = `p.tenant_id as "tenantId", p.id, p.organization_id as "organizationId", p.name, p.version, p.added_at as "addedAt"`;

const projectsByIdStatement = statement(
  "directory.projects_by_id",
  `select ${COLUMNS} from directory.project p where p.tenant_id = $1 and p.id = any ($2::uuid[])`,
);

/** One statement for each kind of reach: each says its scope itself and has its index. */
const REACH = {
  tenant: "true",
  organizations: "p.organization_id = any ($5::uuid[])",
  projects: "p.id = any ($5::uuid[])",
};
const page = (kind: keyof typeof REACH): ReturnType<typeof statement> =>
  statement(
    `directory.page_of_projects_by_${kind}`,
    `select ${COLUMNS} from directory.project p
     where p.tenant_id = $1 and ($2::uuid is null or p.organization_id = $2) and ($3::uuid is null or p.id > $3)
       and ${kind === "tenant" ? "$5::uuid[] is null" : REACH[kind]}
     order by p.id limit $4`,
  );
const pages = { tenant: page("tenant"), organizations: page("organizations"), projects: page("projects") };

export async function projectsById(uow: UnitOfWork, ids: readonly ProjectId[]): Promise<Project[]> {
  return uow.rows<Project>(projectsByIdStatement, [uow.scope.tenantId, ids]);
}

export async function projectOf(uow: UnitOfWork, id: ProjectId): Promise<Project | undefined> {
  return (await projectsById(uow, [id]))[0];
}

export interface ProjectsAsked {
  readonly organizationId: OrganizationId | null;
  readonly after: ProjectId | null;
  readonly limit: number;
}

/** In the order in which they were entered. */
export async function pageOfProjects(
  uow: UnitOfWork,
  { organizationId, after, limit }: ProjectsAsked,
): Promise<Project[]> {
  const { tenantId, reach } = uow.scope;
  const within =
    reach.kind === "tenant" ? null : reach.kind === "organizations" ? reach.organizationIds : reach.projectIds;
  return uow.rows<Project>(pages[reach.kind], [tenantId, organizationId, after, limit, within]);
}
