import { Field, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "Why handling waits." })
export class SuspendComplaintInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of the reason; which clocks stand still is the regulation's to say." })
  reason!: string;

  @Field(() => String, { nullable: true, description: "More about it." })
  explanation?: string | null;
}

export const SuspendComplaintResult = resultOf("SuspendComplaint");

@InputType({ description: "A complaint whose handling goes on." })
export class ResumeComplaintInput extends OnComplaintInput {}

export const ResumeComplaintResult = resultOf("ResumeComplaint");
