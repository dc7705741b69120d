import { DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "A question to somebody who can advise or help." })
export class RequestSupportInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of whose advice or help is asked for." })
  from!: string;

  @Field(() => String, { description: "What is asked." })
  question!: string;
}

export const RequestSupportResult = resultOf("RequestSupport");

@InputType({ description: "The advice or help that was asked for." })
export class AnswerSupportInput extends OnComplaintInput {
  @Field(() => ID, { description: "The request: `supportId` of its event." })
  supportId!: string;

  @Field(() => String, { description: "What is advised, or what help is given." })
  advice!: string;
}

export const AnswerSupportResult = resultOf("AnswerSupport");

@InputType({ description: "Who met the complainants." })
export class RecordMeetingInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of the post." })
  post!: string;

  @Field(() => DateTime, { nullable: true, description: "When; now when absent." })
  at?: Instant | null;
}

export const RecordMeetingResult = resultOf("RecordMeeting");

@InputType({ description: "Who commands and who speaks." })
export class AppointCommandInput extends OnComplaintInput {
  @Field(() => ID, { description: "The commander, a member of staff." })
  commanderId!: string;

  @Field(() => ID, { description: "The spokesperson, a member of staff." })
  spokespersonId!: string;
}

export const AppointCommandResult = resultOf("AppointCommand");
