import { DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { StaffType } from "../staff/staff.graphql.js";

@ObjectType("PostHolding", {
  simpleResolvers: true,
  description: "A post of the regulation (岗位) that a person holds from one instant to another.",
})
export class PostHoldingType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "The post's code in the regulation, for example `service_center`." })
  post!: string;

  @Field(() => DateTime, { description: "From when on it is held." })
  fromAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "Until when; absent as long as nobody said so." })
  toAt!: Instant | null;
}

@InputType({ description: "Which post a person takes." })
export class AssignPostInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The person." })
  staffId!: string;

  @Field(() => String, { description: "The post's code in the regulation: lower-case letters, digits and `_`." })
  post!: string;

  @Field(() => ID, { nullable: true, description: "For this project only." })
  projectId?: string | null;

  @Field(() => ID, { nullable: true, description: "For this department of the person's organization only." })
  departmentId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "From when on; now when absent." })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "Until when." })
  to?: Instant | null;

  @Field(() => Int, { nullable: true, description: "The person's version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The person holds the post." })
export class AssignPostSuccess {
  @Field(() => PostHoldingType, { description: "The post as it is held." })
  holding!: PostHoldingType;

  @Field(() => StaffType, { description: "The person." })
  staff!: StaffType;
}

export const AssignPostResult = mutationResult("AssignPostResult", [AssignPostSuccess]);

@InputType({ description: "Which post is given up." })
export class VacatePostInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The holding that ends now." })
  holdingId!: string;

  @Field(() => Int, { nullable: true, description: "The person's version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The post is vacant." })
export class VacatePostSuccess {
  @Field(() => StaffType, { description: "The person who held it." })
  staff!: StaffType;
}

export const VacatePostResult = mutationResult("VacatePostResult", [VacatePostSuccess]);
