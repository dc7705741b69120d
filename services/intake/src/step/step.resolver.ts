import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { labelIn, rulesOf } from "../complaint/rules-of.query.js";
import { StaffStub, stubOf, type Stub } from "../complaint/stub.graphql.js";
import { takeStep } from "./take-step.command.js";
import { TakenStepType, TakeStepInput, TakeStepResult, type ShownStep } from "./step.graphql.js";

@Resolver(() => TakenStepType)
export class StepResolver {
  @Mutation(() => TakeStepResult, {
    description: "Takes a step that the regulation names (步骤): an inspection, a visit, an approval, a hand-over.",
  })
  takeStep(
    @Arg("input", () => TakeStepInput, { description: "A step that the regulation names." }) input: TakeStepInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(takeStep.input, input, (checked) => carryOut(context, takeStep, checked));
  }

  @FieldResolver(() => String, { description: "What the step is called, in the caller's language." })
  async label(@Root() { step, complaint }: ShownStep, @Ctx() context: RequestContext): Promise<string> {
    return labelIn((await rulesOf(complaint, context)).file.steps, step, context);
  }

  @FieldResolver(() => StaffStub, { nullable: true, description: "Whom of the staff it concerns." })
  staff(@Root() { staffId }: ShownStep): Stub | null {
    return stubOf(staffId);
  }
}
