import { ClauseType, connectionOf, DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, ObjectType } from "type-graphql";
import { ComplaintStub, PostType } from "../standing/standing.graphql.js";

@ObjectType("Notice", { simpleResolvers: true, description: "Posts were told, because a rule demands it (告知)." })
export class NoticeType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Its code: one of the regulation, or an obligation's with `.breached`." })
  code!: string;

  @Field(() => String, { description: "What it tells, in the caller's language." })
  label!: string;

  @Field(() => ClauseType, { description: "The statement that demands it." })
  clause!: ClauseType;

  @Field(() => [PostType], { description: "Who was told." })
  recipients!: PostType[];

  @Field(() => DateTime, { description: "When." })
  at!: Instant;

  @Field(() => ComplaintStub, { description: "The complaint that it is about." })
  complaint!: ComplaintStub;
}

export const NoticeConnection = connectionOf("Notice", NoticeType);
