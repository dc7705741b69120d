import { DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";

@Directive('@key(fields: "id")')
@ObjectType("Department", { simpleResolvers: true, description: "A department (部门) of an organization." })
export class DepartmentType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "What it is called." })
  name!: string;

  @Field(() => Int, { description: "Grows with every change." })
  version!: number;

  @Field(() => DateTime, { description: "When it was entered." })
  addedAt!: Instant;
}

@InputType({ description: "A new department." })
export class AddDepartmentInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The organization that it belongs to." })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: "The department that it is part of, in the same organization." })
  parentId?: string | null;

  @Field(() => ID, { nullable: true, description: "Who heads it (部门第一负责人), of the same organization." })
  headId?: string | null;

  @Field(() => String, { description: "What it is called, up to 200 characters." })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "The department was added." })
export class AddDepartmentSuccess {
  @Field(() => DepartmentType, { description: "The department that was added." })
  department!: DepartmentType;
}

export const AddDepartmentResult = mutationResult("AddDepartmentResult", [AddDepartmentSuccess]);
