import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { finishComplaint } from "./finish-complaint.command.js";
import { recordFollowUp } from "./record-follow-up.command.js";
import { closeComplaint } from "./close-complaint.command.js";
import { reopenComplaint } from "./reopen-complaint.command.js";
import { withdrawComplaint } from "./withdraw-complaint.command.js";
import {
  FinishComplaintInput,
  FinishComplaintResult,
  RecordFollowUpInput,
  RecordFollowUpResult,
  CloseComplaintInput,
  CloseComplaintResult,
  ReopenComplaintInput,
  ReopenComplaintResult,
  WithdrawComplaintInput,
  WithdrawComplaintResult,
} from "./closing.graphql.js";

@Resolver()
export class ClosingMutations {
  @Mutation(() => FinishComplaintResult, {
    description: "Handling is finished (办结); the visit after it is still owed.",
  })
  finishComplaint(
    @Arg("input", () => FinishComplaintInput, { description: "How handling ended." }) input: FinishComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(finishComplaint.input, input, (checked) => carryOut(context, finishComplaint, checked));
  }

  @Mutation(() => RecordFollowUpResult, { description: "Records the return visit after handling (回访)." })
  recordFollowUp(
    @Arg("input", () => RecordFollowUpInput, { description: "The return visit." }) input: RecordFollowUpInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(recordFollowUp.input, input, (checked) => carryOut(context, recordFollowUp, checked));
  }

  @Mutation(() => CloseComplaintResult, { description: "Closes the complaint (关闭): nothing is owed any more." })
  closeComplaint(
    @Arg("input", () => CloseComplaintInput, { description: "How a complaint was closed." }) input: CloseComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(closeComplaint.input, input, (checked) => carryOut(context, closeComplaint, checked));
  }

  @Mutation(() => ReopenComplaintResult, { description: "A finished or closed complaint goes on (重开)." })
  reopenComplaint(
    @Arg("input", () => ReopenComplaintInput, { description: "Why a complaint goes on." }) input: ReopenComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(reopenComplaint.input, input, (checked) => carryOut(context, reopenComplaint, checked));
  }

  @Mutation(() => WithdrawComplaintResult, { description: "The complainant takes the complaint back (撤诉)." })
  withdrawComplaint(
    @Arg("input", () => WithdrawComplaintInput, { description: "Why a complaint was taken back." })
    input: WithdrawComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(withdrawComplaint.input, input, (checked) => carryOut(context, withdrawComplaint, checked));
  }
}
