import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { filing } from "./filing.js";
import {
  FileComplaintInput,
  FileComplaintResult,
  ImportComplaintInput,
  ImportComplaintResult,
} from "./filing.graphql.js";
import { answer, type ComplaintAnswer } from "./mutation.graphql.js";
import { receiveComplaint } from "./receive-complaint.command.js";

@Resolver()
export class FilingMutations {
  @Mutation(() => FileComplaintResult, {
    description: "Takes a complaint in (受理): everything owed for it counts from here.",
  })
  fileComplaint(
    @Arg("input", () => FileComplaintInput, { description: "A complaint that comes in." }) input: FileComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(filing, input, (checked) => receiveComplaint(context, "fileComplaint", checked));
  }

  @Mutation(() => ImportComplaintResult, {
    description: "Takes in a complaint that came in elsewhere (导入), once for each source and id there.",
  })
  importComplaint(
    @Arg("input", () => ImportComplaintInput, { description: "A complaint that came in elsewhere." })
    input: ImportComplaintInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(filing, input, (checked) => receiveComplaint(context, "importComplaint", checked));
  }
}
