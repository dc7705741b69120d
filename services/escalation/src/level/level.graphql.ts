import { ClauseType, DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ObjectType } from "type-graphql";
import { ReadFactType } from "../standing/standing.graphql.js";

@ObjectType("LevelChange", { simpleResolvers: true, description: "A complaint's level became another (等级变化)." })
export class LevelChangeType {
  @Field(() => DateTime, { description: "When." })
  at!: Instant;

  @Field(() => String, { nullable: true, description: "The code of the level before; null at the receipt." })
  from!: string | null;

  @Field(() => String, { description: "The code of the level from then on." })
  to!: string;

  @Field(() => ClauseType, { description: "The statement that demands it." })
  clause!: ClauseType;

  @Field(() => [ReadFactType], { description: "The facts that the rule read." })
  because!: ReadFactType[];
}
