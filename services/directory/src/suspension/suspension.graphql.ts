import { mutationResult } from "@hearken/graphql-kit";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { OrganizationType } from "../organization/organization.graphql.js";

@InputType({ description: "Which partner firm the group stops working with for a time." })
export class SuspendPartnerInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The partner firm." })
  organizationId!: string;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The partner's staff and programs get nothing from now on." })
export class SuspendPartnerSuccess {
  @Field(() => OrganizationType, { description: "The partner firm." })
  organization!: OrganizationType;
}

export const SuspendPartnerResult = mutationResult("SuspendPartnerResult", [SuspendPartnerSuccess]);

@InputType({ description: "Which partner firm the group works with again." })
export class ResumePartnerInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The partner firm." })
  organizationId!: string;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "What was granted to the partner's staff and programs counts again.",
})
export class ResumePartnerSuccess {
  @Field(() => OrganizationType, { description: "The partner firm." })
  organization!: OrganizationType;
}

export const ResumePartnerResult = mutationResult("ResumePartnerResult", [ResumePartnerSuccess]);
