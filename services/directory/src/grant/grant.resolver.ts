import {
  checkFirst,
  cursorCodec,
  idArgument,
  orNotFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, refuse, type GrantId, type Refusal } from "@hearken/kernel";
import { forbidden, forbiddenToGive, runCommand, runAllowed } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { ApiClientType } from "../client/client.graphql.js";
import type { ApiClient } from "../client/client.js";
import { clientLoader } from "../client/client.loader.js";
import { OrganizationType } from "../organization/organization.graphql.js";
import type { Organization } from "../organization/organization.js";
import { organizationLoader } from "../organization/organization.loader.js";
import { ProjectType } from "../project/project.graphql.js";
import type { Project } from "../project/project.js";
import { projectLoader } from "../project/project.loader.js";
import { StaffType } from "../staff/staff.graphql.js";
import type { Staff } from "../staff/staff.js";
import { staffLoader } from "../staff/staff.loader.js";
import { giveGrant, type GrantHolder, type GrantOver } from "./give-grant.command.js";
import {
  GiveGrantInput,
  GiveGrantResult,
  GrantConnection,
  GrantScopes,
  GrantType,
  RevokeGrantInput,
  RevokeGrantResult,
} from "./grant.graphql.js";
import { scopeOf, type Grant } from "./grant.js";
import { pageOfGrants } from "./grant.query.js";
import { revokeGrant } from "./revoke-grant.command.js";
import type { GrantScope } from "./role.js";

const cursors = cursorCodec("grants", ["id"]);

@Resolver(() => GrantType)
export class GrantResolver {
  @Query(() => GrantConnection, {
    description: "The grants over what is within reach, in the order in which they were given, ended ones too.",
  })
  async grants(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<Grant>> {
    const from = after == null ? null : (cursors.decode(after)[0] as GrantId);
    const rows = await pageOfGrants(await context.uow(), from, checkFirst(first) + 1);
    return pageOf(rows, { first, after, cursorOf: ({ id }) => cursors.encode([id]) });
  }

  @FieldResolver(() => GrantScopes, { description: "What it is over." })
  scope(@Root() grant: Grant): GrantScope {
    return scopeOf(grant);
  }

  @FieldResolver(() => OrganizationType, {
    nullable: true,
    description: "The organization that it is over, or whose project it is over.",
  })
  async organization(
    @Root() { organizationId }: Grant,
    @Ctx() context: RequestContext,
  ): Promise<Organization | undefined> {
    return organizationId === null ? undefined : context.loader(organizationLoader).load(organizationId);
  }

  @FieldResolver(() => ProjectType, { nullable: true, description: "The project that it is over." })
  async project(@Root() { projectId }: Grant, @Ctx() context: RequestContext): Promise<Project | undefined> {
    return projectId === null ? undefined : context.loader(projectLoader).load(projectId);
  }

  @FieldResolver(() => StaffType, {
    nullable: true,
    description: "The person who holds it, when they are within reach.",
  })
  async staff(@Root() { staffId }: Grant, @Ctx() context: RequestContext): Promise<Staff | undefined> {
    return staffId === null ? undefined : context.loader(staffLoader).load(staffId);
  }

  @FieldResolver(() => ApiClientType, {
    nullable: true,
    description: "The program that holds it, when it is within reach.",
  })
  async client(@Root() { clientId }: Grant, @Ctx() context: RequestContext): Promise<ApiClient | undefined> {
    return clientId === null ? undefined : context.loader(clientLoader).load(clientId);
  }

  @Mutation(() => GiveGrantResult, {
    description: "Gives a role over a scope; nobody gives more than they have themselves.",
  })
  async giveGrant(
    @Arg("input", () => GiveGrantInput, { description: "The role, who gets it and over what." }) input: GiveGrantInput,
    @Ctx() context: RequestContext,
  ): Promise<{ grant: Grant } | Refusal> {
    const holder = holderOf(input);
    if (isRefusal(holder)) return holder;
    const over = overOf(input);
    if (isRefusal(over)) return over;
    const command = { holder, over, role: input.role, fromAt: input.from ?? undefined, toAt: input.to ?? undefined };
    return runCommand(context, { operation: "giveGrant", key: input.idempotencyKey, input }, async (uow, principal) => {
      const refusal = forbidden(principal, "directory.manage") ?? forbiddenToGive(principal, input.role);
      if (refusal !== undefined) return refusal;
      const grant = orNotFound(await giveGrant(uow, command, principal.actor));
      return isRefusal(grant) ? grant : { grant };
    });
  }

  @Mutation(() => RevokeGrantResult, { description: "Takes a role back; it holds no longer from this instant on." })
  async revokeGrant(
    @Arg("input", () => RevokeGrantInput, { description: "The grant." }) input: RevokeGrantInput,
    @Ctx() context: RequestContext,
  ): Promise<{ grant: Grant } | Refusal> {
    const command = {
      grantId: idArgument<"Grant">(input.grantId),
      expectedVersion: input.expectedVersion ?? undefined,
    };
    return runAllowed(
      context,
      { operation: "revokeGrant", key: input.idempotencyKey, input, action: "directory.manage", answers: "grant" },
      (uow, actor) => revokeGrant(uow, command, actor),
    );
  }
}

function holderOf({ staffId, clientId }: GiveGrantInput): GrantHolder | Refusal {
  if (staffId != null && clientId == null) return { staffId: idArgument<"Staff">(staffId) };
  if (clientId != null && staffId == null) return { clientId: idArgument<"Client">(clientId) };
  return refuse(
    "INVALID_INPUT",
    { en: "Name either a person or a program.", "zh-CN": "须且只能指定人员或程序之一。" },
    { path: ["input", "staffId"] },
  );
}

function overOf({ organizationId, projectId }: GiveGrantInput): GrantOver | Refusal {
  if (organizationId != null && projectId != null) {
    return refuse(
      "INVALID_INPUT",
      { en: "Name either an organization or a project.", "zh-CN": "组织与项目只能指定其一。" },
      { path: ["input", "projectId"] },
    );
  }
  if (organizationId != null) return { organizationId: idArgument<"Organization">(organizationId) };
  return projectId == null ? "tenant" : { projectId: idArgument<"Project">(projectId) };
}
