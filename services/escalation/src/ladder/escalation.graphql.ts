import { ClauseType, DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { PostType } from "../standing/standing.graphql.js";

@ObjectType("Escalation", { simpleResolvers: true, description: "A complaint rose one rung of the ladder (升级)." })
export class EscalationType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => Int, { description: "Which rung, counted from 1." })
  rung!: number;

  @Field(() => PostType, { nullable: true, description: "The post that it rose from; null for the first rung." })
  from!: PostType | null;

  @Field(() => PostType, { description: "The post that it rose to." })
  to!: PostType;

  @Field(() => DateTime, { description: "When." })
  at!: Instant;

  @Field(() => ClauseType, { description: "The statement that demands it." })
  clause!: ClauseType;

  @Field(() => String, { description: "Key of the obligation whose breach raised it." })
  cause!: string;
}
