import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Project } from "./project.js";
import { projectTable } from "./project.table.js";

export async function insertProject(uow: UnitOfWork, project: Project, actor: Actor): Promise<void> {
  await uow.manager.insert(projectTable, project);
  await append(uow, {
    stream: organizationStream(project.organizationId),
    expected: "any",
    events: [event("project.added", { projectId: project.id })],
    actor,
  });
}
