import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import {
  PlaceLegalHoldInput,
  PlaceLegalHoldResult,
  ReleaseLegalHoldInput,
  ReleaseLegalHoldResult,
} from "./legal-hold.graphql.js";
import { placeLegalHold } from "./place-legal-hold.command.js";
import { releaseLegalHold } from "./release-legal-hold.command.js";

@Resolver()
export class LegalHoldMutations {
  @Mutation(() => PlaceLegalHoldResult, {
    description: "Places a legal hold (法律保全): nothing about the complaint is erased until it is released.",
  })
  placeLegalHold(
    @Arg("input", () => PlaceLegalHoldInput, { description: "Nothing about the complaint may be erased." })
    input: PlaceLegalHoldInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(placeLegalHold.input, input, (checked) => carryOut(context, placeLegalHold, checked));
  }

  @Mutation(() => ReleaseLegalHoldResult, { description: "Releases the legal hold (解除法律保全)." })
  releaseLegalHold(
    @Arg("input", () => ReleaseLegalHoldInput, { description: "The legal hold on the complaint ends." })
    input: ReleaseLegalHoldInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(releaseLegalHold.input, input, (checked) => carryOut(context, releaseLegalHold, checked));
  }
}
