import { newId, refuse, type Actor, type OrganizationId, type ProjectId, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "../organization/manageable.js";
import { organizationOf } from "../organization/organization.query.js";
import type { Project } from "./project.js";
import { insertProject } from "./project.repository.js";

export interface AddProject {
  readonly id?: ProjectId;
  readonly organizationId: OrganizationId;
  readonly name: string;
}

/** Enters an estate; `undefined` when the actor manages no such organization. */
export async function addProject(
  uow: UnitOfWork,
  { id, organizationId, name }: AddProject,
  actor: Actor,
): Promise<Project | Refusal | undefined> {
  const organization = await organizationOf(uow, organizationId);
  if (organization === undefined || !isManageable(uow.scope.reach, organizationId)) return undefined;
  if (organization.kind === "partner") {
    return refuse(
      "INVALID_INPUT",
      {
        en: "A partner firm has no projects of its own; they are granted to it.",
        "zh-CN": "合作单位没有自己的项目，只能获得授权。",
      },
      { path: ["input", "organizationId"] },
    );
  }
  const { tenantId } = uow.scope;
  const project: Project = {
    tenantId,
    id: id ?? newId<"Project">(),
    organizationId,
    name,
    version: 1,
    addedAt: uow.now,
  };
  await insertProject(uow, project, actor);
  return project;
}
