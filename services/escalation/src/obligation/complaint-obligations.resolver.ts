import { idArgument, type RequestContext } from "@hearken/graphql-kit";
import type { ObligationStatus } from "@hearken/regulation";
import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { ObligationRow } from "../standing/projection.js";
import { ComplaintStub } from "../standing/standing.graphql.js";
import { shownObligations } from "../standing/standing.loader.js";
import { ObligationStatuses, ObligationType } from "./obligation.graphql.js";

@Resolver(() => ComplaintStub)
export class ComplaintObligationsResolver {
  @FieldResolver(() => [ObligationType], {
    description: "Who owes what by when, under which clause (义务); by when it is due.",
  })
  async obligations(
    @Root() { id }: ComplaintStub,
    @Arg("status", () => [ObligationStatuses], { nullable: true, description: "Only those that stand so." })
    status: readonly ObligationStatus[] | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly ObligationRow[]> {
    const rows = await shownObligations(context, idArgument<"Complaint">(id));
    return status == null ? rows : rows.filter((row) => status.includes(row.status));
  }
}
