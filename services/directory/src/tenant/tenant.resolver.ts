import { orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { OrganizationType } from "../organization/organization.graphql.js";
import type { Organization } from "../organization/organization.js";
import { headquartersOf } from "../organization/organization.query.js";
import { TenantType } from "./tenant.graphql.js";
import type { Tenant } from "./tenant.js";

@Resolver(() => TenantType)
export class TenantResolver {
  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() tenant: Tenant): string {
    return tenant.tenantId;
  }

  @FieldResolver(() => OrganizationType, { description: "The root of its tree." })
  async headquarters(@Ctx() context: RequestContext): Promise<Organization> {
    return orNotFound(await headquartersOf(await context.uow()));
  }
}
