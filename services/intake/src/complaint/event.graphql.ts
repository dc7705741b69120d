import { badInput, connectionOf, DateTime } from "@hearken/graphql-kit";
import type { Actor, Instant, Json } from "@hearken/kernel";
import { GraphQLScalarType } from "graphql";
import { Field, ID, Int, ObjectType } from "type-graphql";

const onlyOut = (): never => {
  throw badInput("JSON is only given out.");
};

/** What a payload holds; never taken in. */
export const JsonScalar = new GraphQLScalarType<Json, Json>({
  name: "JSON",
  description: "A JSON object, as the contract of its event describes it.",
  serialize: (value) => value as Json,
  parseValue: onlyOut,
  parseLiteral: onlyOut,
});

@ObjectType("EventActor", { simpleResolvers: true, description: "Who did it; an id, never a name." })
export class EventActorType {
  @Field(() => String, { description: "`staff`, `client` (a program) or `system` (the house itself)." })
  kind!: Actor["kind"];

  @Field(() => ID, { description: "Their id." })
  id!: string;

  @Field(() => [String], { description: "Codes of the posts that they held at that moment." })
  posts!: readonly string[];
}

@ObjectType("Event", {
  simpleResolvers: true,
  description: "One line of a complaint's history: a fact, or what followed from facts.",
})
export class EventType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "What happened, for example `complaint.relayed`." })
  type!: string;

  @Field(() => Int, { description: "Its place in the complaint's history, from 1." })
  version!: number;

  @Field(() => DateTime, { description: "When it happened." })
  occurredAt!: Instant;

  @Field(() => DateTime, { description: "When it was written down." })
  recordedAt!: Instant;

  @Field(() => EventActorType, { description: "Who did it." })
  actor!: Actor;

  @Field(() => JsonScalar, { description: "Its particulars: codes, ids, numbers and dates, never anybody's words." })
  payload!: unknown;

  @Field(() => String, { description: "Its place among all events: what a subscription takes as `after`." })
  cursor!: string;
}

export const EventConnection = connectionOf("Event", EventType);
