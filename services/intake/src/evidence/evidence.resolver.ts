import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { attachEvidence } from "./attach-evidence.command.js";
import { AttachEvidenceInput, AttachEvidenceResult } from "./evidence.graphql.js";

@Resolver()
export class EvidenceMutations {
  @Mutation(() => AttachEvidenceResult, {
    description: "Adds a reference to evidence (证据); the thing itself is kept elsewhere.",
  })
  attachEvidence(
    @Arg("input", () => AttachEvidenceInput, { description: "A reference to evidence." }) input: AttachEvidenceInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(attachEvidence.input, input, (checked) => carryOut(context, attachEvidence, checked));
  }
}
