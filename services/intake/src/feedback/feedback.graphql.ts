import { DateTime, LocalDateScalar } from "@hearken/graphql-kit";
import type { Instant, LocalDate } from "@hearken/kernel";
import { Field, ID, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "The day by which the complainant hears." })
export class PromiseFeedbackInput extends OnComplaintInput {
  @Field(() => LocalDateScalar, { description: "The day." })
  on!: LocalDate;

  @Field(() => ID, { nullable: true, description: "The contact in which it was promised." })
  contactId?: string | null;
}

export const PromiseFeedbackResult = resultOf("PromiseFeedback");

@InputType({ description: "Another day by which the complainant hears." })
export class ExtendFeedbackInput extends OnComplaintInput {
  @Field(() => LocalDateScalar, { description: "The new day." })
  on!: LocalDate;

  @Field(() => ID, { nullable: true, description: "The contact in which it was told." })
  contactId?: string | null;

  @Field(() => String, { nullable: true, description: "Why." })
  reason?: string | null;
}

export const ExtendFeedbackResult = resultOf("ExtendFeedback");

@InputType({ description: "When the complainant will be met." })
export class MakeAppointmentInput extends OnComplaintInput {
  @Field(() => DateTime, { description: "When." })
  at!: Instant;
}

export const MakeAppointmentResult = resultOf("MakeAppointment");

@InputType({ description: "One attempt to reach the complainant." })
export class RecordContactInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of what for: `progress`, `return_visit`, `enquiry` …" })
  purpose!: string;

  @Field(() => String, { description: "Code of how: `phone`, `message`, `visit` …" })
  medium!: string;

  @Field(() => Boolean, { description: "Whether the complainant was reached." })
  reached!: boolean;

  @Field(() => ID, { nullable: true, description: "Who was to be reached." })
  complainantId?: string | null;

  @Field(() => String, { nullable: true, description: "What was said." })
  note?: string | null;
}

export const RecordContactResult = resultOf("RecordContact");
