import { cleanText, idArgument, orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { isRefusal, type Refusal } from "@hearken/kernel";
import { runAllowed } from "@hearken/service-kit";
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { OrganizationType } from "../organization/organization.graphql.js";
import type { Organization } from "../organization/organization.js";
import { organizationLoader } from "../organization/organization.loader.js";
import { StaffType } from "../staff/staff.graphql.js";
import type { Staff } from "../staff/staff.js";
import { staffLoader } from "../staff/staff.loader.js";
import { addDepartment } from "./add-department.command.js";
import { AddDepartmentInput, AddDepartmentResult, DepartmentType } from "./department.graphql.js";
import type { Department } from "./department.js";
import { departmentLoader } from "./department.loader.js";

@Resolver(() => DepartmentType)
export class DepartmentResolver {
  @FieldResolver(() => OrganizationType, { description: "The organization that it belongs to." })
  async organization(@Root() { organizationId }: Department, @Ctx() context: RequestContext): Promise<Organization> {
    return orNotFound(await context.loader(organizationLoader).load(organizationId));
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: "The department that it is part of." })
  async parent(@Root() { parentId }: Department, @Ctx() context: RequestContext): Promise<Department | undefined> {
    return parentId === null ? undefined : context.loader(departmentLoader).load(parentId);
  }

  @FieldResolver(() => StaffType, { nullable: true, description: "Who heads it (部门第一负责人)." })
  async head(@Root() { headId }: Department, @Ctx() context: RequestContext): Promise<Staff | undefined> {
    return headId === null ? undefined : context.loader(staffLoader).load(headId);
  }

  @Mutation(() => AddDepartmentResult, { description: "Enters a department of an organization that one manages." })
  async addDepartment(
    @Arg("input", () => AddDepartmentInput, { description: "The new department." }) input: AddDepartmentInput,
    @Ctx() context: RequestContext,
  ): Promise<{ department: Department } | Refusal> {
    const name = cleanText(input.name, { max: 200, path: ["input", "name"] });
    if (isRefusal(name)) return name;
    const command = {
      organizationId: idArgument<"Organization">(input.organizationId),
      parentId: input.parentId == null ? null : idArgument<"Department">(input.parentId),
      headId: input.headId == null ? null : idArgument<"Staff">(input.headId),
      name,
    };
    return runAllowed(
      context,
      {
        operation: "addDepartment",
        key: input.idempotencyKey,
        input,
        action: "directory.manage",
        answers: "department",
      },
      (uow, actor) => addDepartment(uow, command, actor),
    );
  }
}
