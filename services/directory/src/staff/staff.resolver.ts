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
import { isRefusal, type Refusal, type StaffId } from "@hearken/kernel";
import { runAllowed } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { DepartmentType } from "../department/department.graphql.js";
import type { Department } from "../department/department.js";
import { departmentLoader } from "../department/department.loader.js";
import { OrganizationType } from "../organization/organization.graphql.js";
import type { Organization } from "../organization/organization.js";
import { organizationLoader } from "../organization/organization.loader.js";
import { PostHoldingType } from "../post/post-holding.graphql.js";
import type { PostHolding } from "../post/post-holding.js";
import { holdingsLoader } from "../post/post-holding.loader.js";
import { addStaff } from "./add-staff.command.js";
import { removeStaff } from "./remove-staff.command.js";
import {
  AddStaffInput,
  AddStaffResult,
  RemoveStaffInput,
  RemoveStaffResult,
  StaffConnection,
  StaffType,
} from "./staff.graphql.js";
import type { Staff } from "./staff.js";
import { staffLoader } from "./staff.loader.js";
import { pageOfStaff } from "./staff.query.js";

const cursors = cursorCodec("staff", ["id"]);

@Resolver(() => StaffType)
export class StaffResolver {
  @Query(() => StaffType, { description: "One person within reach, also one who left." })
  async staff(
    @Arg("id", () => ID, { description: "Their id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Staff> {
    return orNotFound(await context.loader(staffLoader).load(idArgument<"Staff">(id)));
  }

  @Query(() => StaffConnection, {
    description: "The people within reach who have not left, in the order in which they were added.",
  })
  async staffMembers(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("organizationId", () => ID, { nullable: true, description: "Only those of this organization." })
    organizationId: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Staff>> {
    const limit = checkFirst(first) + 1;
    const asked = {
      organizationId: organizationId == null ? null : idArgument<"Organization">(organizationId),
      after: after == null ? null : (cursors.decode(after)[0] as StaffId),
      limit,
    };
    const rows = await pageOfStaff(await context.uow(), asked);
    return pageOf(rows, { first, after, cursorOf: ({ id }) => cursors.encode([id]) });
  }

  @FieldResolver(() => OrganizationType, { description: "The organization that they belong to." })
  async organization(@Root() { organizationId }: Staff, @Ctx() context: RequestContext): Promise<Organization> {
    return orNotFound(await context.loader(organizationLoader).load(organizationId));
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: "The department that they work in." })
  async department(@Root() { departmentId }: Staff, @Ctx() context: RequestContext): Promise<Department | undefined> {
    return departmentId === null ? undefined : context.loader(departmentLoader).load(departmentId);
  }

  @FieldResolver(() => [PostHoldingType], { description: "The posts that they hold now or will hold." })
  posts(@Root() { id }: Staff, @Ctx() context: RequestContext): Promise<PostHolding[]> {
    return context.loader(holdingsLoader).load(id);
  }

  @Mutation(() => AddStaffResult, { description: "Takes a person into an organization that one manages." })
  async addStaff(
    @Arg("input", () => AddStaffInput, { description: "The new person." }) input: AddStaffInput,
    @Ctx() context: RequestContext,
  ): Promise<{ staff: Staff } | Refusal> {
    const name = cleanText(input.name, { max: 100, stripDirection: true, path: ["input", "name"] });
    if (isRefusal(name)) return name;
    const organizationId = idArgument<"Organization">(input.organizationId);
    const departmentId = input.departmentId == null ? null : idArgument<"Department">(input.departmentId);
    return runAllowed(
      context,
      { operation: "addStaff", key: input.idempotencyKey, input, action: "directory.manage", answers: "staff" },
      (uow, actor) => addStaff(uow, { organizationId, departmentId, name }, actor),
    );
  }

  @Mutation(() => RemoveStaffResult, {
    description: "A person leaves; their posts fall vacant and their grants end at once.",
  })
  async removeStaff(
    @Arg("input", () => RemoveStaffInput, { description: "Who leaves." }) input: RemoveStaffInput,
    @Ctx() context: RequestContext,
  ): Promise<{ staff: Staff } | Refusal> {
    const command = {
      staffId: idArgument<"Staff">(input.staffId),
      expectedVersion: input.expectedVersion ?? undefined,
    };
    return runAllowed(
      context,
      { operation: "removeStaff", key: input.idempotencyKey, input, action: "directory.manage", answers: "staff" },
      (uow, actor) => removeStaff(uow, command, actor),
    );
  }
}
