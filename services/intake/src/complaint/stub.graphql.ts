import { Directive, Field, ID, Int, ObjectType } from "type-graphql";

/* Things that the directory owns, as intake points at them. */

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Organization", {
  simpleResolvers: true,
  description: "A node of the group's tree (组织): headquarters, subsidiary or partner firm.",
})
export class OrganizationStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Project", { simpleResolvers: true, description: "An estate (项目) under development or management." })
export class ProjectStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Unit", { simpleResolvers: true, description: "A home (房屋) in a project." })
export class UnitStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Staff", { simpleResolvers: true, description: "A person (员工) of the group or of a partner firm." })
export class StaffStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Department", { simpleResolvers: true, description: "A department (部门) of an organization." })
export class DepartmentStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Regulation", { simpleResolvers: true, description: "A version of a regulation (规程)." })
export class RegulationStub {
  @Field(() => ID, { description: "Its code and version: `ligao@1`." })
  id!: string;

  @Directive("@shareable")
  @Field(() => String, { description: "Its code." })
  code!: string;

  @Directive("@shareable")
  @Field(() => Int, { description: "Its version." })
  version!: number;
}

/** A thing of another service, by its id. */
export interface Stub {
  readonly id: string;
}

export function stubOf(id: string | null): Stub | null {
  return id === null ? null : { id };
}
