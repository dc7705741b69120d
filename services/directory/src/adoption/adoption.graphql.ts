import { connectionOf, DateTime, LocalDateScalar, mutationResult } from "@hearken/graphql-kit";
import type { Instant, LocalDate } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";

@ObjectType("AdoptedReading", {
  simpleResolvers: true,
  description: "What was chosen where the source of a regulation is ambiguous.",
})
export class AdoptedReadingType {
  @Field(() => String, { description: "The name of the ambiguity." })
  name!: string;

  @Field(() => String, { description: "What was chosen: a word, a number or `true`/`false`." })
  value!: string;
}

@ObjectType("Adoption", {
  simpleResolvers: true,
  description: "An organization goes by a version of a regulation (规程) from a day on.",
})
export class AdoptionType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "The code of the regulation." })
  regulation!: string;

  @Field(() => Int, { description: "The version of the regulation." })
  version!: number;

  @Field(() => LocalDateScalar, { description: "The first day on which it is in force." })
  effectiveFrom!: LocalDate;

  @Field(() => String, { description: "The code of the calendar that the organization works by." })
  calendar!: string;

  @Field(() => DateTime, { description: "When this was decided." })
  adoptedAt!: Instant;
}

export const AdoptionConnection = connectionOf("Adoption", AdoptionType);

@InputType({ description: "A choice where the source of a regulation is ambiguous." })
export class ReadingInput {
  @Field(() => String, { description: "The name of the ambiguity." })
  name!: string;

  @Field(() => String, { description: "What is chosen: a word, a number or `true`/`false`." })
  value!: string;
}

@InputType({ description: "Which regulation an organization goes by from when on." })
export class AdoptRegulationInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The organization; those below without an adoption of their own follow it." })
  organizationId!: string;

  @Field(() => String, { description: "The code of a published regulation." })
  regulation!: string;

  @Field(() => Int, { description: "A published version of it." })
  version!: number;

  @Field(() => LocalDateScalar, { description: "The first day on which it is in force." })
  effectiveFrom!: LocalDate;

  @Field(() => String, { description: "The code of the calendar that the organization works by." })
  calendar!: string;

  @Field(() => [ReadingInput], {
    nullable: true,
    description: "Choices that differ from the regulation's own, 100 at most.",
  })
  readings?: ReadingInput[] | null;
}

@ObjectType({ simpleResolvers: true, description: "The regulation was adopted." })
export class AdoptRegulationSuccess {
  @Field(() => AdoptionType, { description: "The adoption." })
  adoption!: AdoptionType;
}

export const AdoptRegulationResult = mutationResult("AdoptRegulationResult", [AdoptRegulationSuccess]);
