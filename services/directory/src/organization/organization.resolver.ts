import {
  checkFirst,
  cleanText,
  cursorCodec,
  idArgument,
  LocalDateScalar,
  orNotFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, type LocalDate, type OrganizationId, type Refusal } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { AdoptionType } from "../adoption/adoption.graphql.js";
import type { Adoption } from "../adoption/adoption.js";
import { inForceLoader } from "../adoption/adoption.loader.js";
import { DepartmentType } from "../department/department.graphql.js";
import type { Department } from "../department/department.js";
import { departmentsLoader } from "../department/department.loader.js";
import { addOrganization } from "./add-organization.command.js";
import {
  AddOrganizationInput,
  AddOrganizationResult,
  OrganizationConnection,
  OrganizationKinds,
  OrganizationType,
} from "./organization.graphql.js";
import type { Organization, OrganizationKind } from "./organization.js";
import { organizationLoader } from "./organization.loader.js";
import { pageOfOrganizations } from "./organization.query.js";

const cursors = cursorCodec("organizations", ["id"]);

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @Query(() => OrganizationType, { description: "One organization within reach." })
  async organization(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Organization> {
    return orNotFound(await context.loader(organizationLoader).load(idArgument<"Organization">(id)));
  }

  @Query(() => OrganizationConnection, {
    description: "The organizations within reach, in the order in which they were added.",
  })
  async organizations(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("kind", () => OrganizationKinds, { nullable: true, description: "Only those of this kind." })
    kind: OrganizationKind | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Organization>> {
    const uow = await context.uow();
    const eyes = { reach: uow.scope.reach, organizationId: context.principal.actor.organizationId };
    const from = after == null ? null : (cursors.decode(after)[0] as OrganizationId);
    const rows = await pageOfOrganizations(uow, eyes, {
      kind: kind ?? null,
      after: from,
      limit: checkFirst(first) + 1,
    });
    return pageOf(rows, { first, after, cursorOf: ({ id }) => cursors.encode([id]) });
  }

  @FieldResolver(() => OrganizationType, { nullable: true, description: "The one above it, when it is within reach." })
  async parent(@Root() { parentId }: Organization, @Ctx() context: RequestContext): Promise<Organization | undefined> {
    return parentId === null ? undefined : context.loader(organizationLoader).load(parentId);
  }

  @FieldResolver(() => [DepartmentType], { description: "Its departments within reach." })
  departments(@Root() { id }: Organization, @Ctx() context: RequestContext): Promise<Department[]> {
    return context.loader(departmentsLoader).load(id);
  }

  @FieldResolver(() => AdoptionType, {
    nullable: true,
    description: "What it goes by on a day: its own adoption, else that of the nearest above it.",
  })
  adopted(
    @Root() { id }: Organization,
    @Arg("on", () => LocalDateScalar, { description: "The day." }) on: LocalDate,
    @Ctx() context: RequestContext,
  ): Promise<Adoption | undefined> {
    return context.loader(inForceLoader).load({ organizationId: id, on });
  }

  @Mutation(() => AddOrganizationResult, {
    description: "Adds a subsidiary or partner firm to the tree. For administrators of the whole group.",
  })
  async addOrganization(
    @Arg("input", () => AddOrganizationInput, { description: "The new organization." }) input: AddOrganizationInput,
    @Ctx() context: RequestContext,
  ): Promise<{ organization: Organization } | Refusal> {
    const name = cleanText(input.name, { max: 200, path: ["input", "name"] });
    if (isRefusal(name)) return name;
    const parentId = idArgument<"Organization">(input.parentId);
    const request = { operation: "addOrganization", key: input.idempotencyKey, input };
    return runCommand(context, request, async (uow, principal) => {
      const refusal = forbidden(principal, "directory.manage", {});
      if (refusal !== undefined) return refusal;
      const added = orNotFound(await addOrganization(uow, { parentId, kind: input.kind, name }, principal.actor));
      return isRefusal(added) ? added : { organization: added };
    });
  }
}
