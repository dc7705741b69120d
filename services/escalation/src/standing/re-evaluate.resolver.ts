import { idArgument, orNotFound, type RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { reEvaluate } from "./re-evaluate-complaint.command.js";
import { ReEvaluateInput, ReEvaluateResult } from "./re-evaluate.graphql.js";

@Resolver()
export class ReEvaluateResolver {
  @Mutation(() => ReEvaluateResult, {
    description: "For operators: evaluates a complaint anew, also one that was set aside because it could not be.",
  })
  async reEvaluate(
    @Arg("input", () => ReEvaluateInput, { description: "The complaint." }) input: ReEvaluateInput,
    @Ctx() context: RequestContext,
  ): Promise<{ complaint: { id: string }; fault: string | null } | Refusal> {
    const complaintId = idArgument<"Complaint">(input.complaintId);
    return runCommand(
      context,
      { operation: "reEvaluate", key: input.idempotencyKey, input },
      async (uow, principal) => {
        const refusal = forbidden(principal, "journal.repair");
        if (refusal !== undefined) return refusal;
        const [done] = await reEvaluate(uow, { rulebook: context.rulebook, complaintIds: [complaintId], anyway: true });
        return { complaint: { id: complaintId }, fault: orNotFound(done).fault ?? null };
      },
    );
  }
}
