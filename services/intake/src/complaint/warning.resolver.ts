import { clauseIn, ClauseType, type RequestContext } from "@hearken/graphql-kit";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Warning } from "./done.js";
import { WarningType } from "./mutation.graphql.js";

@Resolver(() => WarningType)
export class WarningResolver {
  @FieldResolver(() => ClauseType)
  clause(@Root() { clause }: Warning, @Ctx() context: RequestContext): ClauseType {
    return clauseIn(clause, context);
  }

  @FieldResolver(() => String)
  message(@Root() { message }: Warning, @Ctx() { language }: RequestContext): string {
    return message[language];
  }
}
