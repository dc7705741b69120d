import { Directive, Field, ID, ObjectType } from "type-graphql";

/* Things that the directory owns, as intake points at them. */

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Organization", { simpleResolvers: true })
export class OrganizationStub {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Project", { simpleResolvers: true })
export class ProjectStub {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Unit", { simpleResolvers: true })
export class UnitStub {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Staff", { simpleResolvers: true })
export class StaffStub {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Department", { simpleResolvers: true })
export class DepartmentStub {
  @Field(() => ID)
  id!: string;
}

/** A thing of another service, by its id. */
export interface Stub {
  readonly id: string;
}

export function stubOf(id: string | null): Stub | null {
  return id === null ? null : { id };
}
