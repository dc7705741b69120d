import { clauseIn, idArgument, type RequestContext } from "@hearken/graphql-kit";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { readFacts } from "../standing/shown.js";
import { ComplaintStub } from "../standing/standing.graphql.js";
import { shownLevels } from "../standing/standing.loader.js";
import { LevelChangeType } from "./level.graphql.js";

@Resolver(() => ComplaintStub)
export class LevelResolver {
  @FieldResolver(() => [LevelChangeType], { description: "How its level changed since the receipt, oldest first." })
  async levelChanges(@Root() { id }: ComplaintStub, @Ctx() context: RequestContext): Promise<LevelChangeType[]> {
    const rows = await shownLevels(context, idArgument<"Complaint">(id));
    return rows.map(({ at, from, to, clause, because }) => ({
      ...{ at, from, to },
      clause: clauseIn(clause, context),
      because: readFacts(because),
    }));
  }
}
