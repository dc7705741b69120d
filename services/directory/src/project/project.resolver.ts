import {
  checkFirst,
  cleanText,
  cursorCodec,
  idArgument,
  orNotFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, type ProjectId, type Refusal, type UnitId } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { OrganizationType } from "../organization/organization.graphql.js";
import type { Organization } from "../organization/organization.js";
import { organizationLoader } from "../organization/organization.loader.js";
import { UnitConnection } from "../unit/unit.graphql.js";
import type { Unit } from "../unit/unit.js";
import { unitsLoader } from "../unit/unit.loader.js";
import { addProject } from "./add-project.command.js";
import { AddProjectInput, AddProjectResult, ProjectConnection, ProjectType } from "./project.graphql.js";
import type { Project } from "./project.js";
import { projectLoader } from "./project.loader.js";
import { pageOfProjects } from "./project.query.js";

const cursors = cursorCodec("projects", ["id"]);
const unitCursors = cursorCodec("units", ["id"]);

@Resolver(() => ProjectType)
export class ProjectResolver {
  @Query(() => ProjectType, { description: "One project within reach." })
  async project(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Project> {
    return orNotFound(await context.loader(projectLoader).load(idArgument<"Project">(id)));
  }

  @Query(() => ProjectConnection, { description: "The projects within reach, in the order in which they were added." })
  async projects(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("organizationId", () => ID, { nullable: true, description: "Only those of this organization." })
    organizationId: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Project>> {
    const limit = checkFirst(first) + 1;
    const asked = {
      organizationId: organizationId == null ? null : idArgument<"Organization">(organizationId),
      after: after == null ? null : (cursors.decode(after)[0] as ProjectId),
      limit,
    };
    const rows = await pageOfProjects(await context.uow(), asked);
    return pageOf(rows, { first, after, cursorOf: ({ id }) => cursors.encode([id]) });
  }

  @FieldResolver(() => OrganizationType, { description: "The organization that it belongs to." })
  async organization(@Root() project: Project, @Ctx() context: RequestContext): Promise<Organization> {
    return orNotFound(await context.loader(organizationLoader).load(project.organizationId));
  }

  @FieldResolver(() => UnitConnection, { description: "Its homes, in the order in which they were added." })
  async units(
    @Root() { id: projectId }: Project,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<Unit>> {
    const from = after == null ? null : (unitCursors.decode(after)[0] as UnitId);
    const rows = await context.loader(unitsLoader).load({ projectId, after: from, limit: checkFirst(first) + 1 });
    return pageOf(rows, { first, after, cursorOf: ({ id }) => unitCursors.encode([id]) });
  }

  @Mutation(() => AddProjectResult, { description: "Enters an estate of an organization that one manages." })
  async addProject(
    @Arg("input", () => AddProjectInput, { description: "The new project." }) input: AddProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<{ project: Project } | Refusal> {
    const name = cleanText(input.name, { max: 200, path: ["input", "name"] });
    if (isRefusal(name)) return name;
    const organizationId = idArgument<"Organization">(input.organizationId);
    const request = { operation: "addProject", key: input.idempotencyKey, input };
    return runCommand(context, request, async (uow, principal) => {
      const refusal = forbidden(principal, "directory.manage");
      if (refusal !== undefined) return refusal;
      const added = orNotFound(await addProject(uow, { organizationId, name }, principal.actor));
      return isRefusal(added) ? added : { project: added };
    });
  }
}
