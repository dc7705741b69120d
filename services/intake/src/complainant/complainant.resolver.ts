import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { addComplainant } from "./add-complainant.command.js";
import { removeComplainant } from "./remove-complainant.command.js";
import { urgeComplaint } from "./urge-complaint.command.js";
import {
  AddComplainantInput,
  AddComplainantResult,
  RemoveComplainantInput,
  RemoveComplainantResult,
  UrgeComplaintInput,
  UrgeComplaintResult,
} from "./complainant.graphql.js";

@Resolver()
export class ComplainantMutations {
  @Mutation(() => AddComplainantResult, { description: "One more person stands behind the complaint." })
  addComplainant(
    @Arg("input", () => AddComplainantInput, { description: "One more person stands behind a complaint." })
    input: AddComplainantInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(addComplainant.input, input, (checked) => carryOut(context, addComplainant, checked));
  }

  @Mutation(() => RemoveComplainantResult, {
    description: "A person no longer stands behind the complaint; somebody always does.",
  })
  removeComplainant(
    @Arg("input", () => RemoveComplainantInput, { description: "A person no longer stands behind a complaint." })
    input: RemoveComplainantInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(removeComplainant.input, input, (checked) => carryOut(context, removeComplainant, checked));
  }

  @Mutation(() => UrgeComplaintResult, {
    description: "The complainant pressed for an answer (催办): once an hour at most.",
  })
  urgeComplaint(
    @Arg("input", () => UrgeComplaintInput, { description: "The complainant pressed for an answer." })
    input: UrgeComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(urgeComplaint.input, input, (checked) => carryOut(context, urgeComplaint, checked));
  }
}
