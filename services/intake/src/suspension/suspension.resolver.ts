import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { suspendComplaint } from "./suspend-complaint.command.js";
import { resumeComplaint } from "./resume-complaint.command.js";
import {
  SuspendComplaintInput,
  SuspendComplaintResult,
  ResumeComplaintInput,
  ResumeComplaintResult,
} from "./suspension.graphql.js";

@Resolver()
export class SuspensionMutations {
  @Mutation(() => SuspendComplaintResult, { description: "Handling waits, for a reason (暂停)." })
  suspendComplaint(
    @Arg("input", () => SuspendComplaintInput, { description: "Why handling waits." }) input: SuspendComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(suspendComplaint.input, input, (checked) => carryOut(context, suspendComplaint, checked));
  }

  @Mutation(() => ResumeComplaintResult, { description: "Handling goes on (恢复)." })
  resumeComplaint(
    @Arg("input", () => ResumeComplaintInput, { description: "A complaint whose handling goes on." })
    input: ResumeComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(resumeComplaint.input, input, (checked) => carryOut(context, resumeComplaint, checked));
  }
}
