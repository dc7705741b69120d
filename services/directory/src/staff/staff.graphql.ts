import { connectionOf, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";

@Directive('@key(fields: "id")')
@ObjectType("Staff", { simpleResolvers: true, description: "A person (员工) of the group or of a partner firm." })
export class StaffType {
  @Field(() => ID, { description: "Their id." })
  id!: string;

  @Field(() => String, { description: "Their name." })
  name!: string;

  @Field(() => Int, { description: "Grows with every change of what they hold; pass it as `expectedVersion`." })
  version!: number;

  @Field(() => DateTime, { description: "When they were entered." })
  joinedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When they left." })
  leftAt!: Instant | null;
}

export const StaffConnection = connectionOf("Staff", StaffType);

@InputType({ description: "A new person." })
export class AddStaffInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The organization that they belong to." })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: "The department that they work in, of the same organization." })
  departmentId?: string | null;

  @Field(() => String, { description: "Their name, up to 100 characters." })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "The person was added, without post or grant." })
export class AddStaffSuccess {
  @Field(() => StaffType, { description: "The person who was added." })
  staff!: StaffType;
}

export const AddStaffResult = mutationResult("AddStaffResult", [AddStaffSuccess]);

@InputType({ description: "Who leaves." })
export class RemoveStaffInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The person who leaves." })
  staffId!: string;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The person left: their posts are vacant and their grants revoked." })
export class RemoveStaffSuccess {
  @Field(() => StaffType, { description: "The person who left." })
  staff!: StaffType;
}

export const RemoveStaffResult = mutationResult("RemoveStaffResult", [RemoveStaffSuccess]);
