import { clauseIn, idArgument, type RequestContext } from "@hearken/graphql-kit";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { rulesOf } from "./rules-of.query.js";
import { readFacts } from "./shown.js";
import { ComplaintStub, LevelType, StandingType } from "./standing.graphql.js";
import { shownHead } from "./standing.loader.js";
import { levelIn } from "./wording.js";

/** What escalation adds to a complaint: its level and its standing. */
@Resolver(() => ComplaintStub)
export class ComplaintStandingResolver {
  @FieldResolver(() => LevelType, {
    nullable: true,
    description: "How grave it is at this moment (投诉等级), by which rule and since when.",
  })
  async level(@Root() { id }: ComplaintStub, @Ctx() context: RequestContext): Promise<LevelType | null> {
    const head = await shownHead(context, idArgument<"Complaint">(id));
    if (head === undefined || head.level === null || head.levelSince === null) return null;
    return {
      ...levelIn(await rulesOf(context, head), head.level, context.language),
      clause: clauseIn(head.levelClause ?? "", context),
      since: head.levelSince,
      because: readFacts(head.because),
    };
  }

  @FieldResolver(() => StandingType, {
    nullable: true,
    description: "When it was evaluated, and when time alone will change it.",
  })
  async standing(@Root() { id }: ComplaintStub, @Ctx() context: RequestContext): Promise<StandingType | null> {
    const head = await shownHead(context, idArgument<"Complaint">(id));
    if (head === undefined) return null;
    const { evaluatedAt: at, nextChangeAt, unreckonedYears, version } = head;
    return { at, nextChangeAt, unreckonedYears: [...unreckonedYears], version };
  }
}
