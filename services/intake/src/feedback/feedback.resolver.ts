import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { promiseFeedback } from "./promise-feedback.command.js";
import { extendFeedback } from "./extend-feedback.command.js";
import { makeAppointment } from "./make-appointment.command.js";
import { recordContact } from "./record-contact.command.js";
import {
  PromiseFeedbackInput,
  PromiseFeedbackResult,
  ExtendFeedbackInput,
  ExtendFeedbackResult,
  MakeAppointmentInput,
  MakeAppointmentResult,
  RecordContactInput,
  RecordContactResult,
} from "./feedback.graphql.js";

@Resolver()
export class FeedbackMutations {
  @Mutation(() => PromiseFeedbackResult, {
    description: "Promises the complainant a day by which they hear (承诺反馈日期).",
  })
  promiseFeedback(
    @Arg("input", () => PromiseFeedbackInput, { description: "The day by which the complainant hears." })
    input: PromiseFeedbackInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(promiseFeedback.input, input, (checked) => carryOut(context, promiseFeedback, checked));
  }

  @Mutation(() => ExtendFeedbackResult, { description: "Changes the promised day (变更反馈日期)." })
  extendFeedback(
    @Arg("input", () => ExtendFeedbackInput, { description: "Another day by which the complainant hears." })
    input: ExtendFeedbackInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(extendFeedback.input, input, (checked) => carryOut(context, extendFeedback, checked));
  }

  @Mutation(() => MakeAppointmentResult, { description: "Agrees a meeting with the complainant (约见)." })
  makeAppointment(
    @Arg("input", () => MakeAppointmentInput, { description: "When the complainant will be met." })
    input: MakeAppointmentInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(makeAppointment.input, input, (checked) => carryOut(context, makeAppointment, checked));
  }

  @Mutation(() => RecordContactResult, { description: "Records one attempt to reach the complainant (联系)." })
  recordContact(
    @Arg("input", () => RecordContactInput, { description: "One attempt to reach the complainant." })
    input: RecordContactInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(recordContact.input, input, (checked) => carryOut(context, recordContact, checked));
  }
}
