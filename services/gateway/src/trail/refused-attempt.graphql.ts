import { ClauseType, connectionOf, DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { ComplaintStub } from "../change/change.graphql.js";
import { AuditActorType, OrganizationStub } from "./trail.graphql.js";

@ObjectType("RefusedAttempt", {
  simpleResolvers: true,
  description: "Somebody tried something and was refused (被拒绝的操作); nothing has changed by it.",
})
export class RefusedAttemptType {
  @Field(() => DateTime, { description: "When." })
  at!: Instant;

  @Field(() => AuditActorType, { description: "Who tried." })
  actor!: AuditActorType;

  @Field(() => String, {
    nullable: true,
    description: "The mutation, for example `closeComplaint`; null where attempts are only counted.",
  })
  operation!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "`FORBIDDEN`, `ILLEGAL_TRANSITION` or `REGULATION`; null where attempts are only counted.",
  })
  code!: string | null;

  @Field(() => ClauseType, { nullable: true, description: "The statement that refused, where a regulation did." })
  clause!: ClauseType | null;

  @Field(() => ComplaintStub, {
    nullable: true,
    description: "The complaint that it was tried on, when whoever tried could see it.",
  })
  complaint!: ComplaintStub | null;

  @Field(() => OrganizationStub, {
    nullable: true,
    description: "The organization of the complaint, else of whoever tried; null when it is not within reach.",
  })
  organization!: OrganizationStub | null;

  @Field(() => Int, {
    description:
      "How many attempts it stands for: more than one where one actor's minute was so full that the rest is only counted.",
  })
  times!: number;
}

export const RefusedAttemptConnection = connectionOf("RefusedAttempt", RefusedAttemptType);

@InputType("RefusedAttemptFilter", { description: "Which attempts to show; what is left out does not restrict." })
export class RefusedAttemptFilterInput {
  @Field(() => ID, { nullable: true, description: "Only those of this organization, without the ones under it." })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those on this complaint." })
  complaintId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this person or program." })
  actorId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Only those from this instant on." })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "Only those before this instant." })
  to?: Instant | null;
}
