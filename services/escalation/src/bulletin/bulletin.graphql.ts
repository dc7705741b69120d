import { ClauseType, connectionOf, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ObligationType } from "../obligation/obligation.graphql.js";
import type { BulletinStatus } from "../standing/projection.js";
import { ComplaintStub, PostType } from "../standing/standing.graphql.js";

export const BulletinStatuses = { OPEN: "open", ISSUED: "issued", WITHDRAWN: "withdrawn" } as const satisfies Readonly<
  Record<string, BulletinStatus>
>;

registerEnumType(BulletinStatuses, {
  name: "BulletinStatus",
  description: "How it stands with a bulletin.",
  valuesConfig: {
    OPEN: { description: "Demanded, and not yet issued." },
    ISSUED: { description: "It went to its recipients." },
    WITHDRAWN: { description: "It is demanded no longer." },
  },
});

@ObjectType("BulletinSection", { simpleResolvers: true, description: "One section of a bulletin as it was issued." })
export class BulletinSectionType {
  @Field(() => String, { description: "The code of the section, for example `present_state`." })
  code!: string;

  @Field(() => String, { description: "What it says." })
  text!: string;
}

@Directive('@key(fields: "id")')
@ObjectType("Bulletin", { simpleResolvers: true, description: "A notification (通报) that a regulation demands." })
export class BulletinType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Its kind in the regulation, for example `hot`." })
  kind!: string;

  @Field(() => ClauseType, { description: "The statement that demands it." })
  clause!: ClauseType;

  @Field(() => [PostType], { description: "Whom it goes to." })
  recipients!: PostType[];

  @Field(() => [String], { description: "Codes of the sections that it must have." })
  demandedSections!: string[];

  @Field(() => [BulletinSectionType], { description: "What was written; empty until it is issued." })
  sections!: BulletinSectionType[];

  @Field(() => BulletinStatuses, { description: "How it stands." })
  status!: BulletinStatus;

  @Field(() => DateTime, { description: "Since when it is demanded." })
  openedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When it was issued." })
  issuedAt!: Instant | null;

  @Field(() => ObligationType, { nullable: true, description: "The obligation that it fulfils." })
  obligation!: ObligationType | null;

  @Field(() => ComplaintStub, { description: "The complaint that it is about." })
  complaint!: ComplaintStub;
}

export const BulletinConnection = connectionOf("Bulletin", BulletinType);

@ArgsType()
export class BulletinArguments {
  @Field(() => Int, { description: "How many at most, 1–100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Go on after this cursor, as an earlier page gave it." })
  after?: string | null;

  @Field(() => BulletinStatuses, { nullable: true, description: "Only those that stand so." })
  status?: BulletinStatus | null;
}

@InputType({ description: "One section of a bulletin." })
export class BulletinSectionInput {
  @Field(() => String, { description: "The code of the section." })
  code!: string;

  @Field(() => String, { description: "What it says, 10,000 characters at most." })
  text!: string;
}

@InputType({ description: "What a bulletin says." })
export class IssueBulletinInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The bulletin." })
  bulletinId!: string;

  @Field(() => [BulletinSectionInput], { description: "What it says, 20 sections at most." })
  sections!: BulletinSectionInput[];

  @Field(() => Int, {
    nullable: true,
    description: "The version of the complaint's history that the writer knew; a later one is refused.",
  })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The bulletin was issued." })
export class IssueBulletinSuccess {
  @Field(() => BulletinType, { description: "The bulletin." })
  bulletin!: BulletinType;
}

export const IssueBulletinResult = mutationResult("IssueBulletinResult", [IssueBulletinSuccess]);
