import { DateTime, LocalDateScalar } from "@hearken/graphql-kit";
import type { Instant, LocalDate } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Regulated } from "../complaint/complaint.js";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";
import type { TakenStep } from "./taken-step.js";

/** A step with the complaint that it was taken for. */
export interface ShownStep extends TakenStep {
  readonly complaint: Regulated;
}

@ObjectType("TakenStep", {
  simpleResolvers: true,
  description: "A step that the regulation names, as it was taken (步骤): an inspection, a visit, an approval.",
})
export class TakenStepType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Code of the step in the complaint's regulation." })
  step!: string;

  @Field(() => String, { nullable: true, description: "Code of its outcome." })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: "Code of the post, firm or unit that it concerns." })
  party!: string | null;

  @Field(() => Int, { nullable: true, description: "The number that it names." })
  number!: number | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "The day that it names." })
  date!: LocalDate | null;

  @Field(() => DateTime, { nullable: true, description: "The instant that it names." })
  at!: Instant | null;

  @Field(() => [String], { description: "Codes of what it lists." })
  items!: string[];

  @Field(() => ID, { nullable: true, description: "What it points at: a record, or the words that came with it." })
  recordId!: string | null;

  @Field(() => DateTime, { description: "When it was taken." })
  takenAt!: Instant;
}

@InputType({ description: "A step that the regulation names." })
export class TakeStepInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of the step, as the complaint's regulation declares it." })
  step!: string;

  @Field(() => String, { nullable: true, description: "Code of its outcome." })
  outcome?: string | null;

  @Field(() => String, { nullable: true, description: "Code of the post, firm or unit that it concerns." })
  party?: string | null;

  @Field(() => Int, { nullable: true, description: "A number that it names." })
  number?: number | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "A day that it names." })
  date?: LocalDate | null;

  @Field(() => DateTime, { nullable: true, description: "An instant that it names." })
  at?: Instant | null;

  @Field(() => [String], { nullable: true, description: "Codes of what it lists." })
  items?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: "What it is about: a record, or anything else of this complaint that a fact points at.",
  })
  recordId?: string | null;

  @Field(() => ID, { nullable: true, description: "Whom of the staff it concerns: a visitor, an approver." })
  staffId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What was said or decided, up to 20,000 characters; it becomes the `recordId` when none is given.",
  })
  text?: string | null;
}

export const TakeStepResult = resultOf("TakeStep");
