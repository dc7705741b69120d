import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { categorizeComplaint } from "./categorize-complaint.command.js";
import { recordAccused } from "./record-accused.command.js";
import { linkComplaint } from "./link-complaint.command.js";
import { recordFact } from "./record-fact.command.js";
import { setLevel } from "./set-level.command.js";
import { tickChecklist } from "./tick-checklist.command.js";
import {
  CategorizeComplaintInput,
  CategorizeComplaintResult,
  RecordAccusedInput,
  RecordAccusedResult,
  LinkComplaintInput,
  LinkComplaintResult,
  RecordFactInput,
  RecordFactResult,
  SetLevelInput,
  SetLevelResult,
  TickChecklistInput,
  TickChecklistResult,
} from "./matter.graphql.js";

@Resolver()
export class MatterMutations {
  @Mutation(() => CategorizeComplaintResult, { description: "Settles category and matter (投诉类别、投诉事项)." })
  categorizeComplaint(
    @Arg("input", () => CategorizeComplaintInput, { description: "What a complaint is about." })
    input: CategorizeComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(categorizeComplaint.input, input, (checked) => carryOut(context, categorizeComplaint, checked));
  }

  @Mutation(() => RecordAccusedResult, {
    description: "Records that a member of staff or a post is complained of (被投诉人、被投诉岗位).",
  })
  recordAccused(
    @Arg("input", () => RecordAccusedInput, { description: "Who is complained of." }) input: RecordAccusedInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(recordAccused.input, input, (checked) => carryOut(context, recordAccused, checked));
  }

  @Mutation(() => LinkComplaintResult, { description: "Ties the complaint to an earlier one." })
  linkComplaint(
    @Arg("input", () => LinkComplaintInput, { description: "The earlier complaint that a complaint is tied to." })
    input: LinkComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(linkComplaint.input, input, (checked) => carryOut(context, linkComplaint, checked));
  }

  @Mutation(() => RecordFactResult, { description: "Records a fact that the regulation names (事实), or corrects it." })
  recordFact(
    @Arg("input", () => RecordFactInput, {
      description: "A fact that the regulation names; exactly one value is given.",
    })
    input: RecordFactInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(recordFact.input, input, (checked) => carryOut(context, recordFact, checked));
  }

  @Mutation(() => SetLevelResult, {
    description: "Determines the level by decision (投诉等级), for whoever has the power to.",
  })
  setLevel(
    @Arg("input", () => SetLevelInput, { description: "The level that was decided on, with its reason." })
    input: SetLevelInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(setLevel.input, input, (checked) => carryOut(context, setLevel, checked));
  }

  @Mutation(() => TickChecklistResult, { description: "Confirms items of a conduct checklist (操作要点)." })
  tickChecklist(
    @Arg("input", () => TickChecklistInput, { description: "The items that were confirmed." })
    input: TickChecklistInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(tickChecklist.input, input, (checked) => carryOut(context, tickChecklist, checked));
  }
}
