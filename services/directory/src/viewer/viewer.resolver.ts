import { orNotFound, type RequestContext } from "@hearken/graphql-kit";
import type { Reach, StaffId } from "@hearken/kernel";
import { ACTIONS, can, visibleScopes } from "@hearken/service-kit";
import { Ctx, FieldResolver, Query, Resolver } from "type-graphql";
import { DelegationType } from "../delegation/delegation.graphql.js";
import type { Delegation } from "../delegation/delegation.js";
import { delegationsOfStaff } from "../delegation/delegation.query.js";
import { GrantType } from "../grant/grant.graphql.js";
import type { Grant } from "../grant/grant.js";
import { grantsOfHolder } from "../grant/grant.query.js";
import { OrganizationType } from "../organization/organization.graphql.js";
import { organizationLoader } from "../organization/organization.loader.js";
import type { Organization } from "../organization/organization.js";
import { StaffType } from "../staff/staff.graphql.js";
import { selfLoader } from "../staff/staff.loader.js";
import type { Staff } from "../staff/staff.js";
import { TenantType } from "../tenant/tenant.graphql.js";
import { tenantLoader } from "../tenant/tenant.loader.js";
import type { Tenant } from "../tenant/tenant.js";
import { ViewerType, type ViewerReach } from "./viewer.graphql.js";

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Whoever asks." })
  async viewer(@Ctx() context: RequestContext): Promise<ViewerType> {
    // Opening the unit of work reads the principal again when their access has changed.
    await context.uow();
    const { actor, roles } = context.principal;
    const capabilities = ACTIONS.filter((action) => can(context.principal, action));
    const reach = reachOf(visibleScopes(context.principal));
    return { id: actor.id, kind: actor.kind, posts: actor.posts, roles, capabilities, reach };
  }

  @FieldResolver(() => [GrantType], { description: "The grants of their own that hold now or will." })
  async grants(@Ctx() context: RequestContext): Promise<Grant[]> {
    return grantsOfHolder(await context.uow(), context.principal.actor.id);
  }

  @FieldResolver(() => [DelegationType], {
    description: "What they handed over or took over, as far as it holds now or will; none for a program.",
  })
  async delegations(@Ctx() context: RequestContext): Promise<Delegation[]> {
    const { kind, id } = context.principal.actor;
    return kind === "staff" ? delegationsOfStaff(await context.uow(), id as StaffId) : [];
  }

  @FieldResolver(() => StaffType, { nullable: true, description: "The person; absent for a program." })
  staff(@Ctx() context: RequestContext): Promise<Staff | undefined> {
    return context.loader(selfLoader).load("self");
  }

  @FieldResolver(() => OrganizationType, { description: "The organization that they belong to." })
  async organization(@Ctx() context: RequestContext): Promise<Organization> {
    const { organizationId } = context.principal.actor;
    return orNotFound(await context.loader(organizationLoader).load(orNotFound(organizationId)));
  }

  @FieldResolver(() => TenantType, { description: "The group inside which they act." })
  async tenant(@Ctx() context: RequestContext): Promise<Tenant> {
    return orNotFound(await context.loader(tenantLoader).load(context.principal.scope.tenantId));
  }
}

function reachOf(reach: Reach): ViewerReach {
  switch (reach.kind) {
    case "tenant":
      return { scope: "tenant", organizationIds: [], projectIds: [] };
    case "organizations":
      return { scope: "organization", organizationIds: reach.organizationIds, projectIds: [] };
    case "projects":
      return { scope: "project", organizationIds: [], projectIds: reach.projectIds };
  }
}
