import { LanguageArgument, type RequestContext } from "@hearken/graphql-kit";
import { lineInWords, lineNameInWords } from "@hearken/regulation";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { LedgerLineType } from "./obligation.graphql.js";

/** A stretch of an obligation's time, in words. */
@Resolver(() => LedgerLineType)
export class LedgerLineResolver {
  @FieldResolver(() => String, { description: "What the stretch was, in words." })
  label(
    @Root() line: LedgerLineType,
    @Args(() => LanguageArgument) { language }: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return lineInWords(line)[language ?? context.language];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of the holiday, or the reason of the pause; one that nobody translated stands as it is.",
  })
  name(
    @Root() { kind, name }: LedgerLineType,
    @Args(() => LanguageArgument) { language }: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string | null {
    const line = name === undefined ? { kind } : { kind, name };
    return lineNameInWords(line)?.[language ?? context.language] ?? null;
  }
}
