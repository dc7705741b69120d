import { idArgument, idArguments, orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { formatInstant, tenantScope, type LocalDate, type OrganizationId } from "@hearken/kernel";
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { organizationLoader } from "../organization/organization.loader.js";
import { projectLoader } from "../project/project.loader.js";
import { StaffType } from "../staff/staff.graphql.js";
import type { Staff } from "../staff/staff.js";
import { staffLoader } from "../staff/staff.loader.js";
import { holdersOf, type Found } from "./ladder.js";
import { chainOf, peopleOf } from "./people.query.js";
import { ResponsibleType } from "./responsible.graphql.js";

const NO_LADDER: readonly string[] = [];

@Resolver(() => ResponsibleType)
export class ResponsibleResolver {
  @Query(() => ResponsibleType, {
    description:
      "Who holds a post for an organization or project now; nobody complained of, nor anyone under or acting for them, is named.",
  })
  async responsible(
    @Arg("post", () => String, { description: "The post's code in the regulation." }) post: string,
    @Arg("organizationId", () => ID, { description: "Where the complaint belongs." }) organization: string,
    @Arg("projectId", () => ID, { nullable: true, description: "The project that it is about." })
    project: string | null,
    @Arg("departmentId", () => ID, { nullable: true, description: "The department that handles it." })
    department: string | null,
    @Arg("accusedIds", () => [ID], { nullable: true, description: "The people complained of." })
    accused: string[] | null,
    @Ctx() context: RequestContext,
  ): Promise<Found> {
    const { id: organizationId } = orNotFound(
      await context.loader(organizationLoader).load(idArgument<"Organization">(organization)),
    );
    const projectId = project == null ? null : idArgument<"Project">(project);
    if (projectId !== null) orNotFound(await context.loader(projectLoader).load(projectId));
    const accusedIds = idArguments<"Staff">(accused ?? []);
    const ladder = await ladderOf(organizationId, context);
    // Who is responsible does not depend on who asks: headquarters' people count also for whoever does not see them.
    return context.database.read(tenantScope(context.principal.scope.tenantId), async (uow) => {
      const organizationIds = await chainOf(uow, organizationId);
      return holdersOf(await peopleOf(uow, { organizationIds, projectId, accused: accusedIds }), {
        post,
        ladder,
        organizationIds,
        projectId,
        departmentId: department == null ? null : idArgument<"Department">(department),
        accused: accusedIds,
      });
    });
  }

  @FieldResolver(() => [StaffType], { description: "Those who hold it, as far as they are within reach." })
  async staff(@Root() { staffIds }: Found, @Ctx() context: RequestContext): Promise<Staff[]> {
    const staff = await Promise.all(staffIds.map((id) => context.loader(staffLoader).load(id)));
    return staff.filter((one) => one !== undefined);
  }
}

/** The ladder of the regulation in force today; none when the organization goes by none. */
async function ladderOf(organizationId: OrganizationId, context: RequestContext): Promise<readonly string[]> {
  const unit = await context.uow();
  const today = formatInstant(unit.now).slice(0, 10) as LocalDate;
  const adopted = await context.rulebook.adopted(unit, organizationId, today);
  if (adopted === undefined) return NO_LADDER;
  const { code: regulation, version } = adopted;
  return (await context.rulebook.of(unit, { regulation, version, organizationId })).regulation.ladder;
}
