import {
  badInput,
  checkFirst,
  cleanText,
  fault,
  PageArguments,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, type Refusal } from "@hearken/kernel";
import { can } from "@hearken/service-kit";
import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { answerHandOver } from "./answer-hand-over.command.js";
import { declineHandOver } from "./decline-hand-over.command.js";
import { handOverComplaint } from "./hand-over-complaint.command.js";
import {
  AnswerHandOverInput,
  AnswerHandOverResult,
  DeclineHandOverInput,
  DeclineHandOverResult,
  HandOverComplaintInput,
  HandOverComplaintResult,
  RecipientConnection,
} from "./hand-over.graphql.js";
import { recipients } from "./recipient.query.js";
import type { Recipient } from "./recipient.js";

/** Throws `BAD_USER_INPUT` for what no name can hold. */
function searched(search: string | null): string | undefined {
  if (search == null) return undefined;
  const text = cleanText(search, { max: 200 });
  if (isRefusal(text)) throw badInput(text.message.en, ["search"]);
  return text;
}

@Resolver()
export class HandOverMutations {
  @Query(() => RecipientConnection, {
    description: "To whom complaints may be handed over: the organizations of the group, by name.",
  })
  handOverRecipients(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("search", () => String, { nullable: true, description: "Only those whose name holds this." })
    search: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Recipient>> {
    if (!can(context.principal, "complaint.hand_over")) throw fault("FORBIDDEN", "You may not hand complaints over.");
    const asked = { first: checkFirst(first), after, search: searched(search) };
    return context.readFirst((reader) => recipients(reader, asked));
  }

  @Mutation(() => HandOverComplaintResult, {
    description:
      "Gives the complaint to another organization (移交), which makes one of its own from it; this one goes on.",
  })
  handOverComplaint(
    @Arg("input", () => HandOverComplaintInput, { description: "A complaint that is given to another organization." })
    input: HandOverComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(handOverComplaint.input, input, (checked) => carryOut(context, handOverComplaint, checked));
  }

  @Mutation(() => AnswerHandOverResult, {
    description: "Reports back to whoever gave the complaint (答复移交), once; the recipient goes on.",
  })
  answerHandOver(
    @Arg("input", () => AnswerHandOverInput, { description: "A report to whoever gave the complaint." })
    input: AnswerHandOverInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(answerHandOver.input, input, (checked) => carryOut(context, answerHandOver, checked));
  }

  @Mutation(() => DeclineHandOverResult, {
    description:
      "Sends back what was handed over (退回移交): nothing is owed here any more, and the giver is told why.",
  })
  declineHandOver(
    @Arg("input", () => DeclineHandOverInput, { description: "A complaint that is sent back to whoever gave it." })
    input: DeclineHandOverInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(declineHandOver.input, input, (checked) => carryOut(context, declineHandOver, checked));
  }
}
