import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { relayComplaint } from "./relay-complaint.command.js";
import { answerRelay } from "./answer-relay.command.js";
import { passUpComplaint } from "./pass-up-complaint.command.js";
import { giveContactPoint } from "./give-contact-point.command.js";
import {
  RelayComplaintInput,
  RelayComplaintResult,
  AnswerRelayInput,
  AnswerRelayResult,
  PassUpComplaintInput,
  PassUpComplaintResult,
  GiveContactPointInput,
  GiveContactPointResult,
} from "./relay.graphql.js";

@Resolver()
export class RelayMutations {
  @Mutation(() => RelayComplaintResult, { description: "Delivers the complaint to whoever must handle it (传递)." })
  relayComplaint(
    @Arg("input", () => RelayComplaintInput, { description: "To whom a complaint was delivered." })
    input: RelayComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(relayComplaint.input, input, (checked) => carryOut(context, relayComplaint, checked));
  }

  @Mutation(() => AnswerRelayResult, { description: "The addressee of a relay responds to the sender, once." })
  answerRelay(
    @Arg("input", () => AnswerRelayInput, { description: "The response to a relay." }) input: AnswerRelayInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(answerRelay.input, input, (checked) => carryOut(context, answerRelay, checked));
  }

  @Mutation(() => PassUpComplaintResult, { description: "Reports the complaint upwards (上报); the lead goes along." })
  passUpComplaint(
    @Arg("input", () => PassUpComplaintInput, { description: "To whom a complaint was reported upwards." })
    input: PassUpComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(passUpComplaint.input, input, (checked) => carryOut(context, passUpComplaint, checked));
  }

  @Mutation(() => GiveContactPointResult, { description: "The complainant was told where best to turn (对接窗口)." })
  giveContactPoint(
    @Arg("input", () => GiveContactPointInput, { description: "Where the complainant was told to turn." })
    input: GiveContactPointInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(giveContactPoint.input, input, (checked) => carryOut(context, giveContactPoint, checked));
  }
}
