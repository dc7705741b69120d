import { connectionOf, DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { ComplaintStub } from "../change/change.graphql.js";

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Organization", { simpleResolvers: true, description: "An organization, which the directory owns." })
export class OrganizationStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Staff", { simpleResolvers: true, description: "A person, whom the directory owns." })
export class StaffStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@ObjectType("AuditDelegator", {
  simpleResolvers: true,
  description: "Somebody as whose delegate it was done (委托人).",
})
export class AuditDelegatorType {
  @Field(() => ID, { description: "Their id." })
  id!: string;

  @Field(() => StaffStub, { nullable: true, description: "The person; null when they are not within reach." })
  staff!: StaffStub | null;

  @Field(() => [String], { description: "Codes of the posts that the actor had from them." })
  posts!: readonly string[];
}

@ObjectType("AuditActor", { simpleResolvers: true, description: "Who did it (操作人), as they were at that moment." })
export class AuditActorType {
  @Field(() => String, { description: "`staff`, `client` (a program) or `system` (the house itself)." })
  kind!: string;

  @Field(() => ID, { description: "Their id." })
  id!: string;

  @Field(() => StaffStub, {
    nullable: true,
    description: "The person; null for a program, for the house, and for who is not within reach.",
  })
  staff!: StaffStub | null;

  @Field(() => OrganizationStub, {
    nullable: true,
    description: "The organization that they belonged to; null for the house, and when it is not within reach.",
  })
  organization!: OrganizationStub | null;

  @Field(() => [String], { description: "Codes of the posts that they held." })
  posts!: readonly string[];

  @Field(() => [AuditDelegatorType], { description: "On whose behalf they could act; nobody's: empty." })
  onBehalfOf!: readonly AuditDelegatorType[];
}

@ObjectType("AuditDetail", { simpleResolvers: true, description: "One of the particulars of an event." })
export class AuditDetailType {
  @Field(() => String, { description: "Its name in the event's contract." })
  name!: string;

  @Field(() => String, { description: "An id, a code, a number, a date or an instant; never anybody's words." })
  value!: string;
}

@ObjectType("AuditSeal", {
  simpleResolvers: true,
  description: "The seal by which tampering with an event is found out.",
})
export class AuditSealType {
  @Field(() => Int, { description: "Its number in the group's chain of seals, from 1." })
  number!: number;

  @Field(() => DateTime, { description: "When it was made." })
  sealedAt!: Instant;
}

@ObjectType("AuditLine", {
  simpleResolvers: true,
  description: "One line of the trail (审计轨迹): one event of the journal.",
})
export class AuditLineType {
  @Field(() => String, { description: "Its place in the journal; subscriptions take it as `after` too." })
  cursor!: string;

  @Field(() => String, { description: "What happened, for example `complaint.relayed`." })
  type!: string;

  @Field(() => String, { description: "The same in the caller's language." })
  label!: string;

  @Field(() => DateTime, { description: "When it happened." })
  occurredAt!: Instant;

  @Field(() => DateTime, { description: "When it was written down." })
  recordedAt!: Instant;

  @Field(() => AuditActorType, { description: "Who did it." })
  actor!: AuditActorType;

  @Field(() => ComplaintStub, { nullable: true, description: "The complaint that it is about, as it is now." })
  complaint!: ComplaintStub | null;

  @Field(() => OrganizationStub, {
    nullable: true,
    description: "The organization that it belongs to; null when it is not within reach any more.",
  })
  organization!: OrganizationStub | null;

  @Field(() => [AuditDetailType], { description: "Its particulars; a list has a line for each of its members." })
  details!: readonly AuditDetailType[];

  @Field(() => Int, { description: "The version of the contract under which it was written." })
  contractVersion!: number;

  @Field(() => AuditSealType, {
    nullable: true,
    description: "The seal over it; null for about a second, until there is one.",
  })
  seal!: AuditSealType | null;
}

export const AuditLineConnection = connectionOf("AuditLine", AuditLineType);

@InputType("AuditTrailFilter", { description: "Which events to show; what is left out does not restrict." })
export class AuditTrailFilterInput {
  @Field(() => ID, { nullable: true, description: "Only those of this organization, without the ones under it." })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this complaint." })
  complaintId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only what this person or program did." })
  actorId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only events of these types, for example `complaint.relayed`.",
  })
  types?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: "Only what was written down from this instant on." })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "Only what was written down before this instant." })
  to?: Instant | null;
}
