import { connectionOf, LocalDateScalar } from "@hearken/graphql-kit";
import type { LocalDate } from "@hearken/kernel";
import { ArgsType, Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { RegulationClauseType } from "./entry.graphql.js";

@Directive('@key(fields: "id")')
@ObjectType("Regulation", {
  simpleResolvers: true,
  description: "A published version of a regulation (规程): its text, and what it names and demands.",
})
export class RegulationType {
  @Field(() => ID, { description: "Its code and version: `ligao@1`." })
  id!: string;

  @Directive("@shareable")
  @Field(() => String, { description: "Its code." })
  code!: string;

  @Directive("@shareable")
  @Field(() => Int, { description: "Its version." })
  version!: number;

  @Field(() => LocalDateScalar, { description: "The day from which it may be in force." })
  effectiveFrom!: LocalDate;
}

export const RegulationClauseConnection = connectionOf("RegulationClause", RegulationClauseType);

@ObjectType("RegulationLadder", {
  simpleResolvers: true,
  description: "The posts through which a complaint rises (升级), the lowest first.",
})
export class RegulationLadderType {
  @Field(() => String, { nullable: true, description: "Its code; null for the one that holds otherwise." })
  code!: string | null;

  @Field(() => String, { nullable: true, description: "The condition under which it holds." })
  when!: string | null;
}

@ObjectType("Guidance", {
  simpleResolvers: true,
  description: "What is to be shown beside an act, a post or a form: the rule beside the action (指引).",
})
export class GuidanceType {
  @Field(() => String, { description: "The place: `complaint.received`, `step.taken:repair_visit`, `post:…`." })
  at!: string;
}

@ArgsType()
export class PlaceArgument {
  @Field(() => String, {
    description:
      "An act (`complaint.received`, `reply.sent:formal`, `step.taken:…`, `record.filed:…`), or `post:`, `form:`, `duty:`, `category:`, `channel:`, `level:` with a code.",
  })
  at!: string;
}

@ArgsType()
export class RegulationClausesArguments {
  @Field(() => Int, { description: "How many at most, 1–100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Go on after this cursor, as an earlier page gave it." })
  after?: string | null;

  @Field(() => [String], { nullable: true, description: "Only those of these kinds, for example `clock` or `role`." })
  kinds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only those that are carried, which nobody enforces and everybody sees; or only the others.",
  })
  carried?: boolean | null;
}
