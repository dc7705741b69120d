import { Field, ID, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "An answer to the complainant." })
export class SendReplyInput extends OnComplaintInput {
  @Field(() => String, { description: "`courtesy`, `holding`, `preliminary`, `substantive` or `formal`." })
  kind!: string;

  @Field(() => Boolean, { description: "Whether it is published at the place of the complaint." })
  public!: boolean;

  @Field(() => String, { description: "What it says." })
  text!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Codes of what the writer confirms of it: `thanks`, `proofread`, `all_issues` …",
  })
  confirms?: string[] | null;

  @Field(() => ID, { nullable: true, description: "The opinion of the panel that it rests on." })
  panelOpinionId?: string | null;

  @Field(() => ID, { nullable: true, description: "Who answered, when it is someone else." })
  staffId?: string | null;
}

export const SendReplyResult = resultOf("SendReply");

@InputType({ description: "A report about a complaint." })
export class SubmitReportInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of the kind of report." })
  kind!: string;

  @Field(() => [String], { description: "Codes of the sections that are filled." })
  sections!: string[];

  @Field(() => String, { description: "What it says." })
  text!: string;
}

export const SubmitReportResult = resultOf("SubmitReport");

@InputType({ description: "Who was told what." })
export class SendNoticeInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of the kind of notice." })
  kind!: string;

  @Field(() => [String], { description: "Codes of the posts that were told." })
  to!: string[];

  @Field(() => String, { description: "What they were told." })
  text!: string;
}

export const SendNoticeResult = resultOf("SendNotice");
