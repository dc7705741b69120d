import { ClauseType, DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, Int, ObjectType } from "type-graphql";

@Directive('@key(fields: "id")')
@ObjectType("Complaint", {
  simpleResolvers: true,
  description: "An expression of dissatisfaction (投诉), from one or several people.",
})
export class ComplaintStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive("@shareable")
@ObjectType("Post", { simpleResolvers: true, description: "A post that a regulation names (岗位)." })
export class PostType {
  @Field(() => String, { description: "Its code in the regulation, for example `service_center`." })
  code!: string;

  @Field(() => String, { description: "How it is called, in the caller's language." })
  label!: string;
}

@ObjectType("ReadFact", { simpleResolvers: true, description: "A fact that a rule read when it fired." })
export class ReadFactType {
  @Field(() => String, { description: "The name of the fact, for example `complainants`." })
  name!: string;

  @Field(() => String, { description: "Its value as text; several values are separated by commas." })
  value!: string;
}

@ObjectType("Level", {
  simpleResolvers: true,
  description: "How grave a complaint is (投诉等级), and which rule says so.",
})
export class LevelType {
  @Field(() => String, { description: "Its code in the regulation, for example `major`." })
  code!: string;

  @Field(() => String, { description: "How it is called, in the caller's language." })
  label!: string;

  @Field(() => Int, { description: "The higher, the graver." })
  rank!: number;

  @Field(() => ClauseType, { description: "The statement by which it has this level." })
  clause!: ClauseType;

  @Field(() => DateTime, { description: "Since when." })
  since!: Instant;

  @Field(() => [ReadFactType], { description: "The facts that the rule read." })
  because!: ReadFactType[];
}

@ObjectType("Standing", {
  simpleResolvers: true,
  description: "All that follows from a complaint's history at an instant.",
})
export class StandingType {
  @Field(() => DateTime, { description: "The instant for which it was evaluated." })
  at!: Instant;

  @Field(() => DateTime, {
    nullable: true,
    description: "When time alone will change it next; null when it never will.",
  })
  nextChangeAt!: Instant | null;

  @Field(() => [Int], {
    description: "Years whose holidays are not published yet and without which something cannot be reckoned.",
  })
  unreckonedYears!: number[];

  @Field(() => Int, { description: "The version of the complaint's history that it follows from." })
  version!: number;
}
