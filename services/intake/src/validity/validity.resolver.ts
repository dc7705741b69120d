import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { questionValidity } from "./question-validity.command.js";
import { referValidity } from "./refer-validity.command.js";
import { determineValidity } from "./determine-validity.command.js";
import {
  QuestionValidityInput,
  QuestionValidityResult,
  ReferValidityInput,
  ReferValidityResult,
  DetermineValidityInput,
  DetermineValidityResult,
} from "./validity.graphql.js";

@Resolver()
export class ValidityMutations {
  @Mutation(() => QuestionValidityResult, {
    description: "Whoever took it in cannot tell whether the complaint is valid (存疑).",
  })
  questionValidity(
    @Arg("input", () => QuestionValidityInput, { description: "A complaint whose validity is in question." })
    input: QuestionValidityInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(questionValidity.input, input, (checked) => carryOut(context, questionValidity, checked));
  }

  @Mutation(() => ReferValidityResult, {
    description: "Puts the question of validity to the one who decides it (提请判定).",
  })
  referValidity(
    @Arg("input", () => ReferValidityInput, { description: "The question of validity, with an opinion." })
    input: ReferValidityInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(referValidity.input, input, (checked) => carryOut(context, referValidity, checked));
  }

  @Mutation(() => DetermineValidityResult, { description: "Finds the complaint valid or invalid (有效、无效)." })
  determineValidity(
    @Arg("input", () => DetermineValidityInput, { description: "Whether there is ground for a complaint." })
    input: DetermineValidityInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(determineValidity.input, input, (checked) => carryOut(context, determineValidity, checked));
  }
}
