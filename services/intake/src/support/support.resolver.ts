import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { requestSupport } from "./request-support.command.js";
import { answerSupport } from "./answer-support.command.js";
import { recordMeeting } from "./record-meeting.command.js";
import { appointCommand } from "./appoint-command.command.js";
import {
  RequestSupportInput,
  RequestSupportResult,
  AnswerSupportInput,
  AnswerSupportResult,
  RecordMeetingInput,
  RecordMeetingResult,
  AppointCommandInput,
  AppointCommandResult,
} from "./support.graphql.js";

@Resolver()
export class SupportMutations {
  @Mutation(() => RequestSupportResult, { description: "Asks for advice or help (请求支援)." })
  requestSupport(
    @Arg("input", () => RequestSupportInput, { description: "A question to somebody who can advise or help." })
    input: RequestSupportInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(requestSupport.input, input, (checked) => carryOut(context, requestSupport, checked));
  }

  @Mutation(() => AnswerSupportResult, { description: "Gives the advice or help that was asked for (支援意见), once." })
  answerSupport(
    @Arg("input", () => AnswerSupportInput, { description: "The advice or help that was asked for." })
    input: AnswerSupportInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(answerSupport.input, input, (checked) => carryOut(context, answerSupport, checked));
  }

  @Mutation(() => RecordMeetingResult, {
    description: "Records that a post of the company met the complainants (出面会见).",
  })
  recordMeeting(
    @Arg("input", () => RecordMeetingInput, { description: "Who met the complainants." }) input: RecordMeetingInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(recordMeeting.input, input, (checked) => carryOut(context, recordMeeting, checked));
  }

  @Mutation(() => AppointCommandResult, { description: "Names one commander (指挥人) and one spokesperson (发言人)." })
  appointCommand(
    @Arg("input", () => AppointCommandInput, { description: "Who commands and who speaks." })
    input: AppointCommandInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(appointCommand.input, input, (checked) => carryOut(context, appointCommand, checked));
  }
}
