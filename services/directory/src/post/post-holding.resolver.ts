import { idArgument, orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { type Refusal } from "@hearken/kernel";
import { forbidden, runCommand, runAllowed } from "@hearken/service-kit";
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { DepartmentType } from "../department/department.graphql.js";
import type { Department } from "../department/department.js";
import { departmentLoader } from "../department/department.loader.js";
import { ProjectType } from "../project/project.graphql.js";
import type { Project } from "../project/project.js";
import { projectLoader } from "../project/project.loader.js";
import type { Staff } from "../staff/staff.js";
import { assignPost, type Assigned } from "./assign-post.command.js";
import {
  AssignPostInput,
  AssignPostResult,
  PostHoldingType,
  VacatePostInput,
  VacatePostResult,
} from "./post-holding.graphql.js";
import type { PostHolding } from "./post-holding.js";
import { vacatePost } from "./vacate-post.command.js";

@Resolver(() => PostHoldingType)
export class PostHoldingResolver {
  @FieldResolver(() => ProjectType, {
    nullable: true,
    description: "The project for which alone it is held, when it is within reach.",
  })
  async project(@Root() { projectId }: PostHolding, @Ctx() context: RequestContext): Promise<Project | undefined> {
    return projectId === null ? undefined : context.loader(projectLoader).load(projectId);
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: "The department for which alone it is held." })
  async department(
    @Root() { departmentId }: PostHolding,
    @Ctx() context: RequestContext,
  ): Promise<Department | undefined> {
    return departmentId === null ? undefined : context.loader(departmentLoader).load(departmentId);
  }

  @Mutation(() => AssignPostResult, { description: "Gives a person whom one manages a post of the regulation." })
  async assignPost(
    @Arg("input", () => AssignPostInput, { description: "Who takes which post." }) input: AssignPostInput,
    @Ctx() context: RequestContext,
  ): Promise<Assigned | Refusal> {
    const command = {
      staffId: idArgument<"Staff">(input.staffId),
      post: input.post,
      projectId: input.projectId == null ? null : idArgument<"Project">(input.projectId),
      departmentId: input.departmentId == null ? null : idArgument<"Department">(input.departmentId),
      fromAt: input.from ?? undefined,
      toAt: input.to ?? undefined,
      expectedVersion: input.expectedVersion ?? undefined,
    };
    return runCommand(
      context,
      { operation: "assignPost", key: input.idempotencyKey, input },
      async (uow, principal) => {
        const refusal = forbidden(principal, "directory.manage");
        return refusal ?? orNotFound(await assignPost(uow, command, principal.actor));
      },
    );
  }

  @Mutation(() => VacatePostResult, { description: "Ends a post that a person whom one manages holds." })
  async vacatePost(
    @Arg("input", () => VacatePostInput, { description: "Which post is given up." }) input: VacatePostInput,
    @Ctx() context: RequestContext,
  ): Promise<{ staff: Staff } | Refusal> {
    const command = {
      holdingId: idArgument<"PostHolding">(input.holdingId),
      expectedVersion: input.expectedVersion ?? undefined,
    };
    return runAllowed(
      context,
      { operation: "vacatePost", key: input.idempotencyKey, input, action: "directory.manage", answers: "staff" },
      (uow, actor) => vacatePost(uow, command, actor),
    );
  }
}
