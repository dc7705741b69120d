import { clauseIn, idArgument, type RequestContext } from "@hearken/graphql-kit";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { rulesOf } from "../standing/rules-of.query.js";
import { ComplaintStub } from "../standing/standing.graphql.js";
import { shownRungs } from "../standing/standing.loader.js";
import { postIn } from "../standing/wording.js";
import { EscalationType } from "./escalation.graphql.js";

@Resolver(() => ComplaintStub)
export class EscalationResolver {
  @FieldResolver(() => [EscalationType], {
    description: "The rungs of the ladder that it climbed (升级), oldest first.",
  })
  async escalations(@Root() { id }: ComplaintStub, @Ctx() context: RequestContext): Promise<EscalationType[]> {
    const rows = await shownRungs(context, idArgument<"Complaint">(id));
    const [first] = rows;
    if (first === undefined) return [];
    const rules = await rulesOf(context, first);
    const post = (code: string): { code: string; label: string } => postIn(rules, code, context.language);
    return rows.map(({ id: own, rung, from, to, at, clause, cause }) => ({
      ...{ id: own, rung, at, cause },
      from: from === null ? null : post(from),
      to: post(to),
      clause: clauseIn(clause, context),
    }));
  }
}
