import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { waiveObligation } from "./waive-obligation.command.js";
import { WaiveObligationInput, WaiveObligationResult } from "./waiver.graphql.js";

@Resolver()
export class WaiverMutations {
  @Mutation(() => WaiveObligationResult, {
    description: "Releases somebody from what they owe (豁免), with the reason, for whoever has the power to.",
  })
  waiveObligation(
    @Arg("input", () => WaiveObligationInput, { description: "What is no longer owed, and why." })
    input: WaiveObligationInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(waiveObligation.input, input, (checked) => carryOut(context, waiveObligation, checked));
  }
}
