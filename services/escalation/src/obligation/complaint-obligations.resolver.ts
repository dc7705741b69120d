import { askedFields, idArgument, type RequestContext } from "@hearken/graphql-kit";
import type { ObligationStatus } from "@hearken/regulation";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { BriefObligation } from "../standing/projection.js";
import { ComplaintStub } from "../standing/standing.graphql.js";
import { shownInBrief, shownObligations } from "../standing/standing.loader.js";
import { ObligationStatuses, ObligationType } from "./obligation.graphql.js";

/** What is answered out of `BriefObligation` alone. */
const BRIEF: ReadonlySet<string> = new Set([
  ...["__typename", "id", "key", "code", "label", "clauses", "kind", "owner", "status"],
  ...["openedAt", "dueAt", "metAt", "complaint"],
]);

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
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly BriefObligation[]> {
    const isBrief = [...askedFields(info)].every((name) => BRIEF.has(name));
    const rows = await (isBrief ? shownInBrief : shownObligations)(context, idArgument<"Complaint">(id));
    return status == null ? rows : rows.filter((row) => status.includes(row.status));
  }
}
