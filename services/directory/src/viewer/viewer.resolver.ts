import { orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { ACTIONS, can } from "@hearken/service-kit";
import { Ctx, FieldResolver, Query, Resolver } from "type-graphql";
import { OrganizationType } from "../organization/organization.graphql.js";
import { organizationLoader } from "../organization/organization.loader.js";
import type { Organization } from "../organization/organization.js";
import { StaffType } from "../staff/staff.graphql.js";
import { selfLoader } from "../staff/staff.loader.js";
import type { Staff } from "../staff/staff.js";
import { TenantType } from "../tenant/tenant.graphql.js";
import { tenantLoader } from "../tenant/tenant.loader.js";
import type { Tenant } from "../tenant/tenant.js";
import { ViewerType } from "./viewer.graphql.js";

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Whoever asks." })
  async viewer(@Ctx() context: RequestContext): Promise<ViewerType> {
    // Opening the unit of work reads the principal again when their access has changed.
    await context.uow();
    const { actor, roles } = context.principal;
    const capabilities = ACTIONS.filter((action) => can(context.principal, action));
    return { id: actor.id, posts: actor.posts, roles, capabilities };
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
