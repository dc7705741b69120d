import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

const Responsibilities = { OURS: "ours", NOT_OURS: "not_ours", SHARED: "shared" } as const;
type Responsibility = (typeof Responsibilities)[keyof typeof Responsibilities];

registerEnumType(Responsibilities, {
  name: "Responsibility",
  description: "Whose responsibility it was (责任认定).",
  valuesConfig: {
    OURS: { description: "The company's." },
    NOT_OURS: { description: "Not the company's." },
    SHARED: { description: "Shared." },
  },
});

@InputType({ description: "How handling ended." })
export class FinishComplaintInput extends OnComplaintInput {
  @Field(() => Responsibilities, { nullable: true, description: "Whose responsibility it was." })
  responsibility?: Responsibility | null;

  @Field(() => String, { nullable: true, description: "What was done." })
  summary?: string | null;
}

export const FinishComplaintResult = resultOf("FinishComplaint");

@InputType({ description: "The return visit." })
export class RecordFollowUpInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of its outcome." })
  outcome!: string;

  @Field(() => Int, { nullable: true, description: "Satisfaction (满意度), 1 to 5." })
  satisfaction?: number | null;

  @Field(() => [ID], { nullable: true, description: "Who was visited." })
  complainantIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "What was noted." })
  note?: string | null;
}

export const RecordFollowUpResult = resultOf("RecordFollowUp");

@InputType({ description: "How a complaint was closed." })
export class CloseComplaintInput extends OnComplaintInput {
  @Field(() => ID, { nullable: true, description: "The published answer." })
  publicReplyId?: string | null;

  @Field(() => String, { nullable: true, description: "Code of why no answer was published." })
  unpublishedReason?: string | null;
}

export const CloseComplaintResult = resultOf("CloseComplaint");

@InputType({ description: "Why a complaint goes on." })
export class ReopenComplaintInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of the reason." })
  reason!: string;

  @Field(() => String, { nullable: true, description: "More about it." })
  explanation?: string | null;
}

export const ReopenComplaintResult = resultOf("ReopenComplaint");

@InputType({ description: "Why a complaint was taken back." })
export class WithdrawComplaintInput extends OnComplaintInput {
  @Field(() => String, { nullable: true, description: "Why." })
  reason?: string | null;
}

export const WithdrawComplaintResult = resultOf("WithdrawComplaint");
