import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { sendReply } from "./send-reply.command.js";
import { submitReport } from "./submit-report.command.js";
import { sendNotice } from "./send-notice.command.js";
import {
  SendReplyInput,
  SendReplyResult,
  SubmitReportInput,
  SubmitReportResult,
  SendNoticeInput,
  SendNoticeResult,
} from "./reply.graphql.js";

@Resolver()
export class ReplyMutations {
  @Mutation(() => SendReplyResult, {
    description: "Sends an answer to the complainant, or publishes it at the place of the complaint (回复).",
  })
  sendReply(
    @Arg("input", () => SendReplyInput, { description: "An answer to the complainant." }) input: SendReplyInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(sendReply.input, input, (checked) => carryOut(context, sendReply, checked));
  }

  @Mutation(() => SubmitReportResult, { description: "Hands in a report about the complaint (专题报告等)." })
  submitReport(
    @Arg("input", () => SubmitReportInput, { description: "A report about a complaint." }) input: SubmitReportInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(submitReport.input, input, (checked) => carryOut(context, submitReport, checked));
  }

  @Mutation(() => SendNoticeResult, { description: "Records that somebody was told, by a person (知会)." })
  sendNotice(
    @Arg("input", () => SendNoticeInput, { description: "Who was told what." }) input: SendNoticeInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(sendNotice.input, input, (checked) => carryOut(context, sendNotice, checked));
  }
}
