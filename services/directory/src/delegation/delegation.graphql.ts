import { connectionOf, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";

@ObjectType("Delegation", {
  simpleResolvers: true,
  description: "Posts and grants of one person that another has beside their own for a time (委托).",
})
export class DelegationType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => ID, { description: "The id of whoever hands over." })
  delegatorId!: string;

  @Field(() => ID, { description: "The id of whoever takes over." })
  delegateId!: string;

  @Field(() => [String], { description: "The codes of the posts that are handed over." })
  posts!: readonly string[];

  @Field(() => [ID], { description: "The ids of the grants that are handed over." })
  grantIds!: readonly string[];

  @Field(() => DateTime, { description: "From when on." })
  fromAt!: Instant;

  @Field(() => DateTime, { description: "Until when." })
  toAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When it was ended before its time." })
  endedAt!: Instant | null;

  @Field(() => DateTime, { description: "When it was given." })
  givenAt!: Instant;

  @Field(() => Int, { description: "Grows with every change; pass it as `expectedVersion`." })
  version!: number;
}

export const DelegationConnection = connectionOf("Delegation", DelegationType);

@InputType({ description: "Who hands what to whom, and until when." })
export class DelegateInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Who hands over; whoever asks when absent. Another only by whoever manages them.",
  })
  delegatorId?: string | null;

  @Field(() => ID, { description: "Who takes over." })
  delegateId!: string;

  @Field(() => [String], { nullable: true, description: "Codes of posts that the delegator holds themselves." })
  posts?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Grants that the delegator holds themselves." })
  grantIds?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: "From when on; now when absent." })
  from?: Instant | null;

  @Field(() => DateTime, { description: "Until when." })
  to!: Instant;
}

@ObjectType({ simpleResolvers: true, description: "It was handed over." })
export class DelegateSuccess {
  @Field(() => DelegationType, { description: "The delegation as it was given." })
  delegation!: DelegationType;
}

export const DelegateResult = mutationResult("DelegateResult", [DelegateSuccess]);

@InputType({ description: "Which delegation ends now." })
export class EndDelegationInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The delegation." })
  delegationId!: string;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The delegation holds no longer." })
export class EndDelegationSuccess {
  @Field(() => DelegationType, { description: "The delegation as it was ended." })
  delegation!: DelegationType;
}

export const EndDelegationResult = mutationResult("EndDelegationResult", [EndDelegationSuccess]);
